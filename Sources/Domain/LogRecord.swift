/// One entry of the log with its place in it.
public struct LogRecord: Hashable, Sendable {
    /// The place: 1, 2, 3, … in the order of commitment; gaps are possible, repeats are not.
    public let sequence: Int64
    /// What happened.
    public let entry: LogEntry

    /// An entry at a place.
    public init(sequence: Int64, entry: LogEntry) { (self.sequence, self.entry) = (sequence, entry) }
}

/// What the log records.
public enum LogEntry: Hashable, Sendable {
    /// A visitor did something.
    case event(Event)
    /// An item came into the catalogue or changed; the whole item as it is from now on.
    case item(Item)
    /// An item left the catalogue.
    case itemDeleted(ItemID)
    /// A user came or changed; the whole user as it is from now on.
    case user(User)
    /// A user left; their events stay until they are erased.
    case userDeleted(UserID)
    /// A request was answered.
    case decision(Decision, visitor: Visitor?)
    /// A visit turned out to be a user's, as at a login: what the session did and will do is theirs. Once a session.
    case merged(session: SessionID, into: UserID, time: Timestamp)
}
