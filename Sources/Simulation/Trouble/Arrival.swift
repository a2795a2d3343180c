import Domain

/// An event as it reaches the shop, with the truth about it.
struct Arrival {
    /// When it reaches the shop, in milliseconds; its own time says something else where the sender's clock is wrong.
    let time: Int64
    /// The event.
    var event: Event
    /// What is wrong with it; empty for most.
    var trouble: [Trouble] = []
    /// What robot sent it.
    var robot: RobotKind?

    /// What can be wrong with an event; the names are those of the checks that should find it.
    enum Trouble: String {
        case robot = "bot"
        case nearDuplicate = "near_duplicate"
        case clock
        case outlier
        case impossibleOrder = "impossible_order"
        case unknownItem = "unknown_item"
    }

    /// The line about it in the file of the truth.
    var truth: JSONObject {
        [
            "event_id": .string(event.identity.description), "visitor": .string(event.visitor.value),
            "trouble": .array(trouble.map { .string($0.rawValue) }),
            "robot": robot.map { .string($0.rawValue) } ?? .null,
        ]
    }
}
