package import Domain
import GRDB

extension LogStore {
    /// The item as it is now; nil when the catalogue does not have it.
    ///
    /// - Throws: ``StoreError``.
    /// - Complexity: O(log n).
    package func item(_ id: ItemID) throws(StoreError) -> Item? {
        guard case .item(let item)? = try entry(DocumentTable.lookupSQL("items"), id.value) else { return nil }
        return item
    }

    /// The user as they are now; nil when nobody told about them.
    ///
    /// - Throws: ``StoreError``.
    /// - Complexity: O(log n).
    package func user(_ id: UserID) throws(StoreError) -> User? {
        guard case .user(let user)? = try entry(DocumentTable.lookupSQL("users"), id.value) else { return nil }
        return user
    }

    /// The decision of this id and whom it was for; nil when there is none.
    ///
    /// - Throws: ``StoreError``.
    /// - Complexity: O(log n).
    package func decision(_ id: DecisionID) throws(StoreError) -> (decision: Decision, visitor: Visitor?)? {
        let sql = "SELECT \(LogRow.columns) FROM log WHERE record_id = ? AND record = \(RecordKind.decision.rawValue)"
        guard case .decision(let decision, let visitor)? = try entry(sql, id.value) else { return nil }
        return (decision, visitor)
    }

    /// Calls `body` with every item of the catalogue, in the order of their ids.
    ///
    /// - Throws: ``StoreError``, and what `body` throws, which ends the walk.
    package func forEachItem(_ body: (Item) throws -> Void) throws {
        try forEachDocument(of: "items") { if case .item(let item) = $0 { try body(item) } }
    }

    /// Calls `body` with every user somebody told about, in the order of their ids.
    ///
    /// - Throws: ``StoreError``, and what `body` throws, which ends the walk.
    package func forEachUser(_ body: (User) throws -> Void) throws {
        try forEachDocument(of: "users") { if case .user(let user) = $0 { try body(user) } }
    }

    private func entry(_ sql: String, _ id: String) throws(StoreError) -> LogEntry? {
        try StoreError.translating(path) {
            try read { database in
                let statement = try PreparedStatement(cachedBy: database, sql)
                statement.bind(0, id)
                defer { statement.reset() }
                guard try statement.step() else { return nil }
                return try LogRow(reading: statement).entry(sequence: statement.int64(0))
            }
        }
    }

    private func forEachDocument(of table: String, _ body: (LogEntry) throws -> Void) throws {
        let columns = LogRow.columns.replacing("sequence", with: "log.sequence")
        do {
            try read { database in
                let statement = try PreparedStatement(
                    database, "SELECT \(columns) FROM \(table) CROSS JOIN log USING (sequence) ORDER BY id")
                defer { statement.reset() }
                while try statement.step() {
                    try body(try LogRow(reading: statement).entry(sequence: statement.int64(0)))
                }
            }
        } catch let error as DatabaseError {
            throw StoreError(error, path: path)
        }
    }
}
