/// Whose history an event belongs to: a user known by name, or an anonymous session.
///
/// The two kinds of id are separate spaces: user "1" and session "1" are different visitors.
public enum Visitor: Hashable, Sendable {
    /// A user who is known.
    case user(UserID)
    /// A visit of somebody who is not.
    case session(SessionID)

    /// The id without its kind, for printing.
    public var value: String {
        switch self {
        case .user(let id): id.value
        case .session(let id): id.value
        }
    }
}

extension Visitor: Comparable {
    /// Users before sessions, each by id.
    public static func < (left: Self, right: Self) -> Bool {
        switch (left, right) {
        case (.user(let a), .user(let b)): a < b
        case (.session(let a), .session(let b)): a < b
        case (.user, .session): true
        case (.session, .user): false
        }
    }
}
