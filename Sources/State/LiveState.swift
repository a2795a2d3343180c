package import Domain
import HashTreeCollections

/// What the log implies right now: histories, catalogue, users, popularity, and an index of what items are.
///
/// A fold of the log by sequence number: records at or below ``position`` change nothing, so a restart neither skips
/// nor repeats. A value: a copy costs O(1), shares its memory with the original, and never feels what happens to it.
/// No answer depends on the order of a hash table.
package struct LiveState: Sendable {
    /// How much each kind of event counts.
    package let weights: EventWeights
    /// The last sequence number that was folded in; 0 before the first.
    package internal(set) var position: Int64 = 0
    /// How many events were folded in.
    package internal(set) var eventCount = 0

    var kinds: KindTable
    var numbers = ItemNumbers()
    var standings = ChunkedArray<Standing>()
    var histories = HistoryTable()
    var catalogue: TreeDictionary<ItemID, Item> = [:]
    var users = UserTable()
    var content = ContentIndex()

    /// The state of an empty log.
    package init(weights: EventWeights) {
        (self.weights, kinds) = (weights, KindTable(weights))
    }

    /// Folds one record in; one at or below ``position`` changes nothing.
    /// - Complexity: O(1), and O(features) for an item.
    package mutating func apply(_ record: LogRecord) {
        switch record.entry {
        case .event(let event):
            guard let item = event.item else { return advance(to: record.sequence) { $0.eventCount += 1 } }
            apply(
                sequence: record.sequence, visitor: event.visitor, item: item, kind: event.kind,
                value: event.value, time: event.time)
        case .item(let item): advance(to: record.sequence) { $0.put(item) }
        case .itemDeleted(let id): advance(to: record.sequence) { $0.delete(id) }
        case .user(let user): advance(to: record.sequence) { $0.users.put(user) }
        case .userDeleted(let id): advance(to: record.sequence) { $0.users.delete(id) }
        case .decision: advance(to: record.sequence) { _ in }
        case .merged(let session, let user, _):
            advance(to: record.sequence) { $0.histories.merge(session, into: user, $0.weights) }
        }
    }

    /// Folds an event in, given by the fields that count; for reading a long log without building events.
    /// - Complexity: O(1).
    package mutating func apply(
        sequence: Int64, visitor: Visitor, item: ItemID, kind: EventKind, value: Double?, time: Timestamp
    ) {
        guard sequence > position else { return }
        position = sequence
        eventCount += 1
        guard weights.touches(kind) else { return }
        let number = self.number(of: item)
        let weight = weights.weight(of: kind, value: value)
        let step = History.Step(
            item: number.value, kind: kinds.insert(kind), weight: weight, time: time.milliseconds)
        standings.update(at: Int(number.value)) { $0.fold(weight: weight, time: time.milliseconds, weights) }
        histories.apply(step, of: visitor, weights)
    }

    private mutating func advance(to sequence: Int64, _ change: (inout Self) -> Void) {
        guard sequence > position else { return }
        position = sequence
        change(&self)
    }

    /// The number of `item`, a new one with a fresh standing where it has none.
    mutating func number(of item: ItemID) -> ItemNumber {
        let number = numbers.insert(item)
        if standings.count < numbers.count { standings.append(Standing()) }
        return number
    }
}
