package import Domain
import GRDB

extension LogStore {
    /// Where the log stands now: its last sequence number, and a digest of all it took in.
    ///
    /// - Throws: ``StoreError``.
    /// - Complexity: O(1).
    package func position() throws(StoreError) -> LogPosition {
        try StoreError.translating(path) { try read { try LogState.position($0) } }
    }

    /// The last sequence number; 0 for an empty log. Sees what other processes committed.
    ///
    /// - Throws: ``StoreError``.
    package func lastSequence() throws(StoreError) -> Int64 { try position().sequence }

    /// A digest of the record that has `sequence`, as ``LogPosition`` takes it in; nil where there is none.
    ///
    /// Tells whether something that was made of the log up to there was made of this log.
    /// - Throws: ``StoreError``.
    /// - Complexity: O(log n).
    package func recordDigest(at sequence: Int64) throws(StoreError) -> String? {
        try StoreError.translating(path) {
            try read { database in
                let statement = try PreparedStatement(
                    cachedBy: database, "SELECT \(LogRow.columns) FROM log WHERE sequence = ?")
                statement.bind(0, sequence)
                defer { statement.reset() }
                guard try statement.step() else { return nil }
                return LogPosition(sequence: sequence, digest: 0).advanced(by: try LogRow(reading: statement))
                    .digestText
            }
        }
    }

    /// Calls `body` with every record after the sequence number `after`, in order.
    ///
    /// Streams over a snapshot: what is committed meanwhile is not seen, and memory does not grow with the log.
    /// - Throws: ``StoreError``, and what `body` throws, which ends the walk.
    package func forEachRecord(
        after: Int64 = 0, through last: Int64 = .max, _ body: (LogRecord) throws -> Void
    ) throws {
        let sql = "SELECT \(LogRow.columns) FROM log WHERE sequence > ? AND sequence <= ?"
        try stream({ _ in sql }, after, last) { row in
            let sequence = row.int64(0)
            try body(LogRecord(sequence: sequence, entry: try LogRow(reading: row).entry(sequence: sequence)))
        }
    }

    /// Calls `body` with the sequence number of every decision after the sequence number `after`, the decision and whom it
    /// was for, in order.
    ///
    /// Streams as ``forEachRecord(after:through:_:)`` does, which it outruns: other records are not read.
    /// - Throws: ``StoreError``, and what `body` throws, which ends the walk.
    package func forEachDecision(after: Int64 = 0, _ body: (Int64, Decision, Visitor?) throws -> Void) throws {
        let sql = """
            SELECT \(LogRow.columns) FROM log
            WHERE sequence > ? AND sequence <= ? AND record = \(RecordKind.decision.rawValue)
            """
        try stream({ _ in sql }, after, .max) { row in
            let sequence = row.int64(0)
            if case .decision(let decision, let visitor) = try LogRow(reading: row).entry(sequence: sequence) {
                try body(sequence, decision, visitor)
            }
        }
    }

    /// Calls `body` with the sequence number of every event after `after`, and the whole event, in order, as of the user whom its
    /// session was merged into by a record up to `last`.
    ///
    /// Only an event of a session alone changes its visitor so. Streams as ``forEachRecord(after:through:_:)`` does.
    /// - Throws: ``StoreError``, and what `body` throws, which ends the walk.
    package func forEachMergedEvent(
        after: Int64 = 0, through last: Int64 = .max, _ body: (Int64, Event) throws -> Void
    ) throws {
        try stream({ try Self.eventsSQL(LogRow.columns, $0) }, after, last) { row in
            let sequence = row.int64(0)
            if case .event(let event) = try LogRow(reading: row).entry(sequence: sequence) { try body(sequence, event) }
        }
    }

    /// Calls `body` with every event that has an item after the sequence number `after`, in order, without what is
    /// stored as JSON, as of the user whom its session was merged into by a record up to `last`.
    ///
    /// Streams as ``forEachRecord(after:through:_:)`` does; about a microsecond an event.
    /// - Throws: ``StoreError``, and what `body` throws, which ends the walk.
    package func forEachEvent(
        after: Int64 = 0, through last: Int64 = .max, _ body: (EventSummary) throws -> Void
    ) throws {
        var reader = EventSummaryReader()
        try stream({ try Self.eventsSQL(EventSummaryReader.columns, $0) + " AND item_id IS NOT NULL" }, after, last) {
            row in
            try body(try reader.summary(row))
        }
    }

    /// The query for `columns` of the events; where there are merges, with the user who each session became.
    private static func eventsSQL(_ columns: String, _ database: Database) throws -> String {
        let range = "log.sequence > ?1 AND log.sequence <= ?2 AND record = \(RecordKind.event.rawValue)"
        guard try MergeTable.hasAny(database) else { return "SELECT \(columns) FROM log WHERE \(range)" }
        let merged = columns.split(separator: ", ").map { column in
            switch column {
            case "sequence", "session_id": "log.\(column)"
            case "user_id": MergeTable.mergedUser
            default: String(column)
            }
        }
        return """
            SELECT \(merged.joined(separator: ", ")) FROM log \(MergeTable.join(through: "?2")) WHERE \(range)
            """
    }

    private func stream(
        _ sql: (Database) throws -> String, _ after: Int64, _ last: Int64, _ body: (PreparedStatement) throws -> Void
    ) throws {
        do {
            try read { database in
                let statement = try PreparedStatement(database, try sql(database) + " ORDER BY log.sequence")
                statement.bind(0, after)
                statement.bind(1, last)
                defer { statement.reset() }
                while try statement.step() { try body(statement) }
            }
        } catch let error as DatabaseError {
            throw StoreError(error, path: path)
        }
    }
}
