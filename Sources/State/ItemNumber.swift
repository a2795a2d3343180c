import Domain

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
    private var ids = KeyNumbers<ItemID>()
    /// Whose numbers these are.
    private(set) var lineage = ItemLineage(count: 0)

    /// How many items have a number.
    var count: Int { ids.count }

    /// The number of `id`, or nil where the state never met it.
    /// - Complexity: O(1).
    subscript(id: ItemID) -> ItemNumber? { ids.number(of: id).map(ItemNumber.init) }

    /// The item that has `number`.
    /// - Complexity: O(1).
    func id(of number: ItemNumber) -> ItemID { ids[number.value] }

    /// The number of `id`, a new one where it has none.
    /// - Complexity: O(1); see ``KeyNumbers``.
    mutating func insert(_ id: ItemID) -> ItemNumber {
        if let known = self[id] { return known }
        if !lineage.give(ids.count) { lineage = ItemLineage(count: ids.count + 1) }
        return ItemNumber(value: ids.append(id))
    }
}
