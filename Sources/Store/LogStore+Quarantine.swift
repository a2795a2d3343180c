package import Domain
import GRDB

/// The refused events that wait. They stand beside the log, not in it: nothing is folded from them.
extension LogStore {
    /// In which order refused events are walked.
    package enum QuarantineOrder: Sendable {
        /// The first that came first.
        case oldestFirst
        /// The last that came first.
        case newestFirst
    }

    /// Keeps `events`; where more than `maximum` wait then, the oldest go.
    ///
    /// - Throws: ``StoreError``; then none of them is kept.
    package func quarantine(_ events: [RefusedEvent], maximum: Int) async throws(StoreError) {
        let result = await withCheckedContinuation { continuation in
            pool.asyncWriteWithoutTransaction { database in
                continuation.resume(
                    returning: Result { () throws(StoreError) in
                        try StoreError.translating(self.path) {
                            try self.transaction(database) {
                                try Self.insert(events.suffix(maximum), database)
                                try Self.drop(beyond: maximum, database)
                            }
                        }
                    })
            }
        }
        try result.get()
    }

    /// Up to `limit` of those that wait, those after the number `after` in the order asked for.
    ///
    /// - Parameter reason: Only those whose reason holds this text, or whose field has this name; nil for all.
    /// - Throws: ``StoreError``.
    /// - Complexity: O(those that wait) with a reason, O(limit) without.
    package func quarantined(
        _ order: QuarantineOrder = .newestFirst, after: Int64? = nil, reason: String? = nil, limit: Int
    ) throws(StoreError) -> [QuarantinedEvent] {
        let (side, direction, start) =
            switch order {
            case .oldestFirst: ("id > ?", "ASC", after ?? 0)
            case .newestFirst: ("id < ?", "DESC", after ?? .max)
            }
        let filter = reason == nil ? "" : " AND (instr(reason, ?) > 0 OR field = ?)"
        return try StoreError.translating(path) {
            try read { database in
                let statement = try PreparedStatement(
                    database,
                    "SELECT \(Self.quarantineColumns) FROM quarantine WHERE \(side)\(filter) ORDER BY id \(direction) LIMIT ?"
                )
                statement.bind(0, start)
                if let reason {
                    statement.bind(1, reason)
                    statement.bind(2, reason)
                }
                statement.bind(reason == nil ? 1 : 3, Int64(limit))
                defer { statement.reset() }
                var events: [QuarantinedEvent] = []
                while try statement.step() { events.append(Self.quarantinedEvent(statement)) }
                return events
            }
        }
    }

    /// The one with this number; nil where there is none.
    ///
    /// - Throws: ``StoreError``.
    package func quarantinedEvent(_ id: Int64) throws(StoreError) -> QuarantinedEvent? {
        guard let found = try quarantined(.oldestFirst, after: id - 1, limit: 1).first, found.id == id else {
            return nil
        }
        return found
    }

    /// How many wait, by the field at fault.
    ///
    /// - Throws: ``StoreError``.
    /// - Complexity: O(those that wait).
    package func quarantineCounts() throws(StoreError) -> [String: Int] {
        try StoreError.translating(path) {
            try read { database in
                let statement = try PreparedStatement(
                    database, "SELECT coalesce(field, ''), count(*) FROM quarantine GROUP BY field")
                defer { statement.reset() }
                var counts: [String: Int] = [:]
                while try statement.step() { counts[statement.text(0) ?? ""] = Int(statement.int64(1)) }
                return counts
            }
        }
    }

    /// Takes `removed` out, and writes down why the others were refused again.
    ///
    /// - Throws: ``StoreError``; then nothing has changed.
    package func settleQuarantine(removed: [Int64], refused: [Int64: FieldError] = [:]) throws(StoreError) {
        try StoreError.translating(path) {
            try pool.writeWithoutTransaction { database in
                try transaction(database) {
                    let deletion = try PreparedStatement(cachedBy: database, "DELETE FROM quarantine WHERE id = ?")
                    for id in removed {
                        deletion.bind(0, id)
                        _ = try deletion.run()
                    }
                    let update = try PreparedStatement(
                        cachedBy: database, "UPDATE quarantine SET field = ?, reason = ? WHERE id = ?")
                    for (id, error) in refused {
                        update.bind(0, error.field)
                        update.bind(1, error.problem)
                        update.bind(2, id)
                        _ = try update.run()
                    }
                }
            }
        }
    }

    /// Takes all out, and says how many there were.
    ///
    /// - Throws: ``StoreError``; then nothing has changed.
    package func emptyQuarantine() throws(StoreError) -> Int {
        try StoreError.translating(path) {
            try pool.writeWithoutTransaction { database in
                try transaction(database) { try PreparedStatement(database, "DELETE FROM quarantine").run() }
            }
        }
    }

    private static let quarantineColumns = "id, received, source, reason, field, body"

    private static func quarantinedEvent(_ row: PreparedStatement) -> QuarantinedEvent {
        let error = FieldError(row.text(4) ?? "event", row.text(3) ?? "")
        return QuarantinedEvent(
            id: row.int64(0),
            event: RefusedEvent(
                received: Timestamp(milliseconds: row.int64(1)), source: row.text(2) ?? "", error: error,
                body: row.text(5) ?? ""))
    }

    private static func insert(_ events: ArraySlice<RefusedEvent>, _ database: Database) throws {
        let insertion = try PreparedStatement(
            cachedBy: database,
            "INSERT INTO quarantine (received, source, reason, field, body) VALUES (?, ?, ?, ?, ?)")
        for event in events {
            insertion.bind(0, event.received.milliseconds)
            insertion.bind(1, event.source)
            insertion.bind(2, event.error.problem)
            insertion.bind(3, event.error.field)
            insertion.bind(4, event.body)
            _ = try insertion.run()
        }
    }

    /// The span of the numbers, which costs nothing to ask for, bounds the count, which does.
    private static func drop(beyond maximum: Int, _ database: Database) throws {
        func number(_ sql: String) throws -> Int { try Int.fetchOne(database, sql: sql) ?? 0 }
        let last = try number("SELECT max(id) FROM quarantine")
        guard try last - number("SELECT min(id) FROM quarantine") >= maximum else { return }
        let excess = try number("SELECT count(*) FROM quarantine") - maximum
        guard excess > 0 else { return }
        try database.execute(
            sql: "DELETE FROM quarantine WHERE id IN (SELECT id FROM quarantine ORDER BY id LIMIT ?)",
            arguments: [excess])
    }
}
