import Domain
import State
import Synchronization

/// Which number of a state stands behind which index of a release, so that a list is made without looking ids up.
struct ItemMatching: Sendable {
    private static let none = UInt32.max

    /// Whose numbers they are.
    let lineage: ItemLineage
    private let items: Vocabulary<ItemID>
    /// The number of each index; ``none`` where the state had none.
    private let numbers: [UInt32]
    /// The index of each number; ``none`` where the release has none.
    private let indices: [UInt32]

    /// How many numbers it knows.
    var count: Int { indices.count }

    /// The items of a release as `state` numbers them, on top of an `earlier` matching of the same lineage.
    /// - Complexity: O(items that are new), and a copy of `earlier`.
    init(_ items: Vocabulary<ItemID>, _ state: LiveState, after earlier: ItemMatching?) {
        (self.items, lineage) = (items, state.itemLineage)
        var numbers = earlier?.numbers ?? [UInt32](repeating: Self.none, count: items.count)
        var indices = earlier?.indices ?? []
        indices.reserveCapacity(state.knownItemCount)
        for number in UInt32(indices.count)..<UInt32(max(indices.count, state.knownItemCount)) {
            let index = items[state.itemID(of: ItemNumber(value: number))]
            indices.append(index ?? Self.none)
            if let index { numbers[Int(index)] = number }
        }
        (self.numbers, self.indices) = (numbers, indices)
    }

    /// The number that `state`, of this lineage, has for the item at `index`; nil where it never met it.
    /// - Complexity: O(1).
    @inline(__always)
    func number(of index: ItemIndex, in state: LiveState) -> ItemNumber? {
        let number = numbers[Int(index)]
        if number != Self.none, number < state.knownItemCount { return ItemNumber(value: number) }
        return state.knownItemCount > count ? state.itemNumber(of: items.id(at: index)) : nil
    }

    /// The item at `index`.
    func id(of index: ItemIndex) -> ItemID { items.id(at: index) }

    /// The index of the item to which `state`, of this lineage, gave `number`; nil where the release does not know it.
    /// - Complexity: O(1).
    @inline(__always)
    func index(of number: ItemNumber, in state: LiveState) -> ItemIndex? {
        guard number.index < count else { return items[state.itemID(of: number)] }
        let index = indices[number.index]
        return index == Self.none ? nil : index
    }
}

/// Keeps the matchings of a release's items with the states that were asked about last.
///
/// A class because requests share it. What it answers depends on release and state alone, never on what it keeps.
final class ItemMatcher: Sendable {
    /// How many lineages are kept. One process has one, but for tests and replays.
    private static let capacity = 4
    /// How many items that came since a matching are looked up by id before there is a new one: a sixteenth of all, and
    /// so many.
    private static let newItems = 1024

    private let items: Vocabulary<ItemID>
    private let kept = Mutex<[ItemMatching]>([])

    /// A memory of nothing about `items`.
    init(_ items: Vocabulary<ItemID>) { self.items = items }

    /// The matching with the items of `state`.
    /// - Complexity: O(1) where it is known, O(new items) otherwise.
    func matching(_ state: LiveState) -> ItemMatching {
        kept.withLock { kept in
            let place = kept.firstIndex { $0.lineage === state.itemLineage }
            if let place, state.knownItemCount - kept[place].count <= max(Self.newItems, kept[place].count / 16) {
                return kept[place]
            }
            let matching = ItemMatching(items, state, after: place.map { kept.remove(at: $0) })
            kept.append(matching)
            if kept.count > Self.capacity { kept.removeFirst() }
            return matching
        }
    }
}
