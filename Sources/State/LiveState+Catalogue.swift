package import Domain
import HashTreeCollections

extension LiveState {
    /// How many items the catalogue describes.
    package var itemCount: Int { catalogue.count }

    /// How many items the state has met, in the catalogue or in an event, deleted ones included.
    package var knownItemCount: Int { numbers.count }

    /// How many users were described.
    package var userCount: Int { users.count }

    /// The item as the catalogue describes it; nil where it does not.
    /// - Complexity: O(1).
    package func item(_ id: ItemID) -> Item? { catalogue[id] }

    /// The user as described; nil where nobody did.
    /// - Complexity: O(1).
    package func user(_ id: UserID) -> User? { users[id] }

    /// What a person calls the item: its title, or else its id.
    package func displayName(of id: ItemID) -> String { numbers[id].flatMap { titles[$0.index] } ?? id.value }

    /// What a person calls the item of a history.
    /// - Complexity: O(1).
    package func displayName(of past: PastItem) -> String {
        guard let number = past.number else { return displayName(of: past.item) }
        return titles[number.index] ?? past.item.value
    }

    /// Whether a list may hold `id`: an item the catalogue never spoke of may be, a deleted, hidden or sold-out one not.
    /// - Complexity: O(1).
    package func isAvailable(_ id: ItemID) -> Bool { numbers[id].map(isAvailable) ?? true }

    /// Whether a list may hold the item that has `number`.
    package func isAvailable(_ number: ItemNumber) -> Bool { standings[Int(number.value)].isAvailable }

    /// Whether the catalogue described `id` and does so no more.
    /// - Complexity: O(1).
    package func hasLeft(_ id: ItemID) -> Bool { hasLeft(id, numbers[id]) }

    /// The same where its number is known.
    package func hasLeft(_ id: ItemID, _ number: ItemNumber?) -> Bool {
        guard let number, !isAvailable(number) else { return false }
        return catalogue[id] == nil
    }

    /// The number of `id`, for asking several things about it at the price of one look-up; nil where it was never met.
    package func itemNumber(of id: ItemID) -> ItemNumber? { numbers[id] }

    /// The item that has `number`.
    package func itemID(of number: ItemNumber) -> ItemID { numbers.id(of: number) }

    /// Some items in the order the state met them, from the `offset`th on: those the catalogue describes.
    ///
    /// `next` is the offset to go on from; nil at the end.
    /// - Complexity: O(limit), and O(known items) where the catalogue describes few.
    package func items(from offset: Int, limit: Int) -> (items: [Item], next: Int?) {
        var (items, place): ([Item], Int) = ([], max(0, offset))
        while place < numbers.count, items.count < limit {
            if let item = catalogue[numbers.id(of: ItemNumber(value: UInt32(place)))] { items.append(item) }
            place += 1
        }
        return (items, place < numbers.count ? place : nil)
    }

    mutating func put(_ item: Item) {
        let number = self.number(of: item.id)
        catalogue[item.id] = item
        titles[number.index] = item.title
        exposures.put(exposures.supplier(in: item), of: number.value)
        changes.note(number.value)
        let featureCount = content.put(item, number: number.value)
        standings.update(at: Int(number.value)) {
            ($0.isDescribed, $0.isAvailable, $0.featureCount) = (true, item.isAvailable, UInt16(featureCount))
            $0.published = item.publishedAt?.milliseconds ?? .min
        }
    }

    mutating func delete(_ id: ItemID) {
        let number = self.number(of: id)
        catalogue[id] = nil
        titles[number.index] = nil
        changes.note(number.value)
        content.remove(number: number.value)
        standings.update(at: Int(number.value)) {
            ($0.isDescribed, $0.isAvailable, $0.featureCount) = (false, false, 0)
        }
    }
}
