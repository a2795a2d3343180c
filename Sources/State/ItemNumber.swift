import Domain
import HashTreeCollections

/// The place of an item in the order a state first met it; valid with that state and whatever it becomes.
package struct ItemNumber: Hashable, Sendable {
    /// 0, 1, 2, …
    let value: UInt32
}

/// Items by id and by number: a vocabulary whose copy costs nothing.
struct ItemNumbers: Sendable {
    private var numbers: TreeDictionary<ItemID, UInt32> = [:]
    private var ids = ChunkedArray<ItemID>()

    /// How many items have a number.
    var count: Int { ids.count }

    /// The number of `id`, or nil where the state never met it.
    /// - Complexity: O(1).
    subscript(id: ItemID) -> ItemNumber? { numbers[id].map(ItemNumber.init) }

    /// The item that has `number`.
    /// - Complexity: O(1).
    func id(of number: ItemNumber) -> ItemID { ids[Int(number.value)] }

    /// The number of `id`, a new one where it has none.
    /// - Complexity: O(1).
    mutating func insert(_ id: ItemID) -> ItemNumber {
        if let known = numbers[id] { return ItemNumber(value: known) }
        let number = UInt32(ids.count)
        numbers[id] = number
        ids.append(id)
        return ItemNumber(value: number)
    }
}
