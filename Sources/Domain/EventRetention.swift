/// For how long events are kept, by their kind. Nothing set keeps everything.
public struct EventRetention: Hashable, Sendable {
    /// Days that events are kept whose kind is not in ``kindDays``; nil keeps them for ever.
    public var days: Double?
    /// Days by the kind's name; a kind that is named takes no account of ``days``.
    public var kindDays: [String: Double]

    /// Keeps everything, unless it says less.
    public init(days: Double? = nil, kindDays: [String: Double] = [:]) { (self.days, self.kindDays) = (days, kindDays) }

    /// Whether nothing is ever removed.
    public var keepsEverything: Bool { days == nil && kindDays.isEmpty }

    /// The first moment whose events of `kind` are kept at `now`; nil where all are.
    public func oldest(_ kind: EventKind, at now: Timestamp) -> Timestamp? {
        (kindDays[kind.name] ?? days).map { Self.moment($0, before: now) }
    }

    /// What is wrong with an event that arrives at `now` and is older than its kind is kept; nil for every other.
    ///
    /// An event that was removed is so kept from coming back and counting again. Events without a time are kept: their
    /// age is not known.
    public func refusal(of event: Event, at now: Timestamp) -> FieldError? {
        guard event.time != .unknown, let oldest = oldest(event.kind, at: now), event.time < oldest else { return nil }
        let name = kindDays[event.kind.name] == nil ? "retention.events" : "retention.kinds.\(event.kind)"
        return FieldError(
            "timestamp", "is \(event.time), older than events of type \(event.kind) are kept: since \(oldest) (\(name))"
        )
    }

    /// The moment `days` before `now`, never before the year 0.
    public static func moment(_ days: Double, before now: Timestamp) -> Timestamp {
        let milliseconds = Double(now.milliseconds) - days * 86_400_000
        return max(Timestamp.range.lowerBound, Timestamp(milliseconds: Int64(max(milliseconds.rounded(), -1e17))))
    }
}
