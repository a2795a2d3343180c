import GRDB

/// The one row of `log_state`: how far the log has come, and how many events and decisions it holds.
enum LogState {
    /// The position, as the transaction that `database` is in sees it.
    static func position(_ database: Database) throws -> LogPosition {
        let statement = try PreparedStatement(cachedBy: database, "SELECT last_sequence, digest FROM log_state")
        defer { statement.reset() }
        guard try statement.step(), let digest = UInt128(bytes: statement.blob(1)) else {
            throw StoreError.damagedRecord(sequence: 0, problem: "the log's state is gone")
        }
        return LogPosition(sequence: statement.int64(0), digest: digest)
    }

    /// Sets the position, and adds to the counts.
    static func write(
        _ position: LogPosition, addedEvents: Int64, addedDecisions: Int64, _ database: Database
    ) throws {
        let statement = try PreparedStatement(
            cachedBy: database,
            "UPDATE log_state SET last_sequence = ?, digest = ?, events = events + ?, decisions = decisions + ?")
        statement.bind(0, position.sequence)
        statement.bind(2, addedEvents)
        statement.bind(3, addedDecisions)
        try position.digest.withBytes { bytes in
            statement.bindBlob(1, borrowing: bytes)
            _ = try statement.run()
        }
    }

    /// How many times records were removed.
    static func removals(_ database: Database) throws -> Int64 {
        let statement = try PreparedStatement(cachedBy: database, "SELECT removals FROM log_state")
        defer { statement.reset() }
        return try statement.step() ? statement.int64(0) : 0
    }

    /// Takes what was removed off the counts, and voids the states folded before.
    static func noteRemoval(_ events: Int64, _ decisions: Int64, _ database: Database) throws {
        let statement = try PreparedStatement(
            cachedBy: database,
            "UPDATE log_state SET events = events - ?, decisions = decisions - ?, removals = removals + 1")
        statement.bind(0, events)
        statement.bind(1, decisions)
        _ = try statement.run()
    }
}
