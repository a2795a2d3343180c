import Domain
import HashTreeCollections

/// The place of an item in the order a state first met it; valid with that state and whatever it becomes.
package struct ItemNumber: Hashable, Sendable {
    /// 0, 1, 2, …
    package let value: UInt32

    /// The item at a place.
    package init(value: UInt32) { self.value = value }

    /// The place as an index.
    package var index: Int { Int(value) }
}

/// Items by id and by number: a vocabulary whose copy costs nothing.
struct ItemNumbers: Sendable {
    /// The numbers of the items met since ``settle()``.
    private var numbers: TreeDictionary<ItemID, UInt32> = [:]
    /// Those of the items before.
    private var table: NumberTable?
    private var ids = ChunkedArray<ItemID>()
    /// Whose numbers these are.
    private(set) var lineage = ItemLineage(count: 0)

    /// How many items have a number.
    var count: Int { ids.count }

    /// The number of `id`, or nil where the state never met it.
    /// - Complexity: O(1).
    subscript(id: ItemID) -> ItemNumber? { (table?.number(of: id, in: ids) ?? numbers[id]).map(ItemNumber.init) }

    /// The item that has `number`.
    /// - Complexity: O(1).
    func id(of number: ItemNumber) -> ItemID { ids[Int(number.value)] }

    /// Puts all numbers into one table, for faster look-ups.
    /// - Complexity: O(items).
    mutating func settle() { (table, numbers) = (NumberTable(ids), [:]) }

    /// The number of `id`, a new one where it has none.
    /// - Complexity: O(1).
    mutating func insert(_ id: ItemID) -> ItemNumber {
        if let known = self[id] { return known }
        if !lineage.give(ids.count) { lineage = ItemLineage(count: ids.count + 1) }
        let number = UInt32(ids.count)
        numbers[id] = number
        ids.append(id)
        return ItemNumber(value: number)
    }
}
