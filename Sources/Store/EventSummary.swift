package import Domain

/// What training and counters want to know of an event with an item: the columns, without what is stored as JSON.
package struct EventSummary: Hashable, Sendable {
    /// Its place in the log.
    package let sequence: Int64
    /// Who did it, when known: whom the event names, or else whom its session was merged into. At least one of `user` and
    /// `session` is there.
    package let user: UserID?
    /// The visit it happened in, when known.
    package let session: SessionID?
    /// The item it was done with.
    package let item: ItemID
    /// What was done.
    package let kind: EventKind
    /// The number that the kind carries.
    package let value: Double?
    /// When it happened; ``Timestamp/unknown`` when the source has no time.
    package let time: Timestamp

    /// Whose history the event belongs to: the user where there is one, else the session.
    package var visitor: Visitor {
        if let user { return .user(user) }
        guard let session else { preconditionFailure("An event has a user or a session.") }
        return .session(session)
    }
}
