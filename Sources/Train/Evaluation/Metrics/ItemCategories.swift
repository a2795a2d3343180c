import Domain

/// The categories of each item as numbers.
struct ItemCategories: Sendable {
    private let offsets: [Int]
    private let numbers: [UInt32]
    /// How many different categories there are, at least one.
    let categoryCount: Int

    /// The categories of `catalogue`, by item index; nil where no item has any.
    /// - Complexity: O(categories of all items).
    init?(_ catalogue: [Item?]) {
        var (offsets, numbers, known) = ([0], [UInt32](), [String: UInt32]())
        for item in catalogue {
            var own: Set<UInt32> = []
            for category in item?.categories ?? [] {
                let number = known[category] ?? UInt32(known.count)
                known[category] = number
                own.insert(number)
            }
            numbers += own.sorted()
            offsets.append(numbers.count)
        }
        guard !known.isEmpty else { return nil }
        (self.offsets, self.numbers, categoryCount) = (offsets, numbers, known.count)
    }

    /// The categories of `item`, ascending, none twice; none where the catalogue does not know it.
    subscript(item: ItemIndex) -> ArraySlice<UInt32> {
        let item = Int(item)
        return item + 1 < offsets.count ? numbers[offsets[item]..<offsets[item + 1]] : []
    }
}
