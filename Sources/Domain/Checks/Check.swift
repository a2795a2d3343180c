/// One thing that may be wrong with an event. A check only marks; ``CheckPolicy`` says what comes of a mark.
public enum Check: String, CaseIterable, Codable, Hashable, Sendable {
    /// The same visitor did the same with the same item a moment before: a double click, a request sent again.
    case nearDuplicate = "near_duplicate"
    /// The sender's user agent names a robot.
    case botAgent = "bot_agent"
    /// The visitor opens more pages a minute than a person can.
    case botRate = "bot_rate"
    /// The visitor comes at equal intervals.
    case botRegularity = "bot_regularity"
    /// The visitor opens more different items a day than a person does.
    case botBreadth = "bot_breadth"
    /// A number is far from those of its kind: a dwell of a night, a price in cents.
    case outlier
    /// The catalogue never spoke of the item.
    case unknownItem = "unknown_item"
    /// A field that the kind needs is missing: a rating without a value.
    case missingField = "missing_field"
    /// A return without a purchase, or something taken from the cart that was not put there.
    case impossibleOrder = "impossible_order"
    /// The time is far from those of the neighbours in the log.
    case clock

    /// Whether it is about the visitor, all of whose events are then marked.
    public var isAboutVisitor: Bool {
        switch self {
        case .botAgent, .botRate, .botRegularity, .botBreadth: true
        default: false
        }
    }
}

/// What becomes of an event that a check marks. The log keeps it in any case.
public enum CheckPolicy: String, CaseIterable, Codable, Hashable, Sendable {
    /// The check is not made.
    case ignore
    /// It is counted and shown, and counts like any other.
    case mark
    /// Neither the state nor a training counts it.
    case leaveOut = "leave_out"
    /// It waits until the catalogue speaks of its item, within bounds; for ``Check/unknownItem`` alone.
    case hold
}
