public import Domain
import Store

/// What became of a session that was to be merged into a user.
public enum MergeOutcome: Hashable, Sendable {
    /// Its history is the user's now, and so is whatever it does from here on.
    case merged
    /// It was merged into this user before; nothing changed.
    case unchanged
    /// It was merged into another user before, and stays with them.
    case taken
}

extension Kindred {
    /// Makes the histories of `sessions` the user's, once, and returns after the fsync; what is recommended next knows
    /// them.
    ///
    /// Events that came with a user of their own stay with that user.
    /// - Returns: One outcome a session, in the order given.
    /// - Throws: As ``record(_:)``; nothing was merged then.
    public func merge(_ sessions: [SessionID], into user: UserID) async throws -> [MergeOutcome] {
        let now = Self.now()
        let entries = sessions.map { LogEntry.merged(session: $0, into: user, time: now) }
        return try await append(entries).map { outcome in
            switch outcome {
            case .appended: .merged
            case .unchanged, .duplicate: .unchanged
            case .taken: .taken
            }
        }
    }
}
