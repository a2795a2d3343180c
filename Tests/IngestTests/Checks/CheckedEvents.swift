import Domain

@testable import Ingest

/// The checks of a test's log, fed with events one after the other.
struct CheckedLog {
    var checks: QualityChecks

    init(_ settings: CheckSettings = CheckSettings()) { checks = QualityChecks(settings) }

    /// Examines a view by `user` of `item`, `seconds` after a Tuesday noon; or another kind.
    mutating func marks(
        _ user: String, _ item: String, at seconds: Double, _ kind: EventKind = .view,
        change: (inout Event) -> Void = { _ in }
    ) -> CheckMarks {
        marks(event(user, item, at: seconds, kind, change: change))
    }

    mutating func marks(_ event: Event, isKnownItem: Bool = true) -> CheckMarks {
        checks.examine(event, isKnownItem: isKnownItem)
    }
}

/// An event at `seconds` after 2026-03-10T12:00:00Z.
func event(
    _ user: String, _ item: String, at seconds: Double, _ kind: EventKind = .view,
    change: (inout Event) -> Void = { _ in }
) -> Event {
    var event = Event(
        user: UserID(stringLiteral: user), item: ItemID(stringLiteral: item), kind: kind,
        time: Timestamp(milliseconds: 1_773_144_000_000 + Int64((seconds * 1000).rounded())))
    change(&event)
    return event
}

extension CheckMarks {
    /// Whether `check` is among them.
    func has(_ check: Check) -> Bool { contains(CheckMarks(check)) }
}
