import Domain

/// The numbers of many items in one flat table: a look-up is one hash and one or two places, where a tree of tables has
/// four.
///
/// A class because copies of a state share it; it never changes.
final class NumberTable: Sendable {
    /// How many items are in it: those with the numbers below.
    let count: Int
    /// A number and 1, or 0; an item's is at the place of its hash or after it, with no 0 between.
    private let places: [UInt32]

    /// The table of `ids`, each under its place there.
    /// - Complexity: O(ids).
    init(_ ids: ChunkedArray<ItemID>) {
        var size = 16
        while size < 2 * ids.count { size *= 2 }
        var places = [UInt32](repeating: 0, count: size)
        ids.forEach { number, id in
            var place = id.hashValue & (size - 1)
            while places[place] != 0 { place = (place + 1) & (size - 1) }
            places[place] = UInt32(number) + 1
        }
        (count, self.places) = (ids.count, places)
    }

    /// The number of `id`, whose items are `ids` or begin with those; nil where the table does not have it.
    /// - Complexity: O(1).
    func number(of id: ItemID, in ids: ChunkedArray<ItemID>) -> UInt32? {
        var place = id.hashValue & (places.count - 1)
        while places[place] != 0 {
            if ids[Int(places[place] - 1)] == id { return places[place] - 1 }
            place = (place + 1) & (places.count - 1)
        }
        return nil
    }
}

extension LiveState {
    /// Makes look-ups of the items met so far faster, as after a start; changes no answer.
    /// - Complexity: O(items).
    package mutating func settleItems() { numbers.settle() }
}
