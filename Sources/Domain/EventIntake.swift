/// Which events are taken in: what a kind needs, how far a time may be off, and what becomes of kinds nobody configured.
public struct EventIntake: Equatable, Sendable {
    /// What becomes of an event of a kind that ``EventWeights`` does not list.
    public enum UnknownKinds: String, Codable, CaseIterable, Sendable {
        /// It is kept in the log and weighs nothing.
        case keep
        /// It is refused, and waits in the quarantine.
        case refuse
    }

    /// By the name of the kind, the fields that an event of it must have: an event's own, or members of its context.
    public var needs: [String: [String]]
    /// What becomes of an event of a kind that is not listed.
    public var unknownKinds: UnknownKinds
    /// How many seconds an event's time may be ahead of this machine's clock, 0...31,536,000 (a year).
    public var maximumFutureSeconds: Int
    /// How many days an event that is sent may be old, 1...3,652,059 (ten thousand years); files may hold older ones.
    public var maximumAgeDays: Int

    /// The default: ten minutes ahead, ten years back, unknown kinds kept.
    public init(needs: [String: [String]] = Self.defaultNeeds) {
        (self.needs, unknownKinds, maximumFutureSeconds, maximumAgeDays) = (needs, .keep, 600, 3650)
    }

    /// What the kinds need out of the box: a rating and a dwell their number, an impression its item.
    public static let defaultNeeds = ["rating": ["value"], "dwell": ["value"], "impression": ["item_id"]]

    /// The most fields one kind may need.
    public static let maximumNeeds = 16

    /// Itself, when every field is in range.
    ///
    /// - Throws: ``InvalidSetting`` that names the field.
    public func validated() throws(InvalidSetting) -> Self {
        for (kind, fields) in needs.sorted(by: { $0.key < $1.key }) {
            guard fields.count <= Self.maximumNeeds, fields.allSatisfy({ !$0.isEmpty }) else {
                throw InvalidSetting(
                    "events.kinds.\(kind).needs",
                    problem: "has \(fields.count) names; give up to \(Self.maximumNeeds), none of them empty")
            }
        }
        guard (0...31_536_000).contains(maximumFutureSeconds) else {
            throw InvalidSetting(
                "events.maximum_future_seconds", problem: "is \(maximumFutureSeconds); give 0 to 31536000 (a year)")
        }
        guard (1...3_652_059).contains(maximumAgeDays) else {
            throw InvalidSetting("events.maximum_age_days", problem: "is \(maximumAgeDays); give 1 to 3652059")
        }
        return self
    }
}
