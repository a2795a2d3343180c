import Synchronization

/// Which items have which numbers: states of one lineage agree about every number that both have given out. Not part of
/// what the log implies, and in no snapshot: it serves those who keep something by number.
///
/// A class because the copies of a state share it. A copy that gives out a number that another copy gave out before it,
/// maybe to another item, goes on under a lineage of its own.
package final class ItemLineage: Sendable {
    private let given: Atomic<Int>

    /// A lineage that has given out the numbers below `count`.
    init(count: Int) { given = Atomic(count) }

    /// Gives out `number`, the next of some copy; false where another copy has given it out.
    func give(_ number: Int) -> Bool {
        given.compareExchange(expected: number, desired: number + 1, ordering: .relaxed).exchanged
    }
}

extension LiveState {
    /// Which items have which numbers.
    package var itemLineage: ItemLineage { numbers.lineage }
}
