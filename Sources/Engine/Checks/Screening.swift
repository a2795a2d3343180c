import Domain
import Ingest
import State

/// Stands before the state: the checks mark each event, and the state takes in those that their policies do not leave out.
///
/// An event about an item that the catalogue does not speak of waits for it where the policy says so, and is folded in when
/// the item comes.
struct Screening: Sendable {
    /// What the checks remember.
    private(set) var checks: QualityChecks
    /// The events that wait for their items.
    private(set) var held: HeldEvents
    /// How many events the policies left out; those that wait are not among them.
    private(set) var leftOut: Int64
    private let leaving: CheckMarks
    private let isHolding: Bool
    private let asksForItems: Bool

    /// Before the state of an empty log.
    init(_ settings: CheckSettings) {
        self.init(checks: QualityChecks(settings), held: HeldEvents(settings), leftOut: 0)
    }

    /// As it was at some position.
    init(checks: QualityChecks, held: HeldEvents, leftOut: Int64) {
        (self.checks, self.held, self.leftOut) = (checks, held, leftOut)
        leaving = CheckMarks(of: checks.settings, .leaveOut)
        isHolding = checks.settings.unknownItem.policy == .hold
        asksForItems = checks.settings.unknownItem.policy != .ignore
    }

    /// Folds one record into `state`, as far as it is let through; one at or below the state's position changes nothing.
    ///
    /// - Returns: The checks that an event did not pass.
    /// - Complexity: O(1); of an item that events wait for, O(waiting events).
    @discardableResult
    mutating func apply(_ record: LogRecord, to state: inout LiveState) -> CheckMarks {
        apply(record.entry, at: record.sequence, to: &state)
    }

    /// Folds in `entry`, which stands at `sequence`, as ``apply(_:to:)`` does a record.
    @discardableResult
    mutating func apply(_ entry: LogEntry, at sequence: Int64, to state: inout LiveState) -> CheckMarks {
        guard sequence > state.position else { return [] }
        switch entry {
        case .event(let event): return apply(event, at: sequence, to: &state)
        case .item(let item):
            state.apply(LogRecord(sequence: sequence, entry: entry))
            for event in held.release(item.id) { state.applyLate(event) }
        case .merged(let session, let user, _):
            checks.merge(session: session, into: user)
            state.apply(LogRecord(sequence: sequence, entry: entry))
        default: state.apply(LogRecord(sequence: sequence, entry: entry))
        }
        return []
    }

    /// An event that touches no item, as a search does, is nobody's taste: it passes without being examined.
    private mutating func apply(_ event: Event, at sequence: Int64, to state: inout LiveState) -> CheckMarks {
        guard let item = event.item, state.touches(event.kind) else {
            state.apply(event, at: sequence)
            return []
        }
        let marks = checks.examine(event, isKnownItem: !asksForItems || state.knows(item))
        if !marks.isDisjoint(with: leaving) {
            leftOut += 1
            state.skip(sequence)
        } else if isHolding, marks.contains(CheckMarks(.unknownItem)) {
            leftOut += Int64(held.hold(event, about: item, at: checks.time))
            state.skip(sequence)
        } else {
            state.apply(event, at: sequence)
        }
        return marks
    }
}
