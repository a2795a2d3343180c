import GRDB

/// `merges`: which user each merged session became, and which record of the log says so.
struct MergeTable {
    private let lookup: PreparedStatement
    private let insertion: PreparedStatement

    /// The table in the transaction that `database` is in.
    init(_ database: Database) throws {
        lookup = try PreparedStatement(cachedBy: database, "SELECT user_id FROM merges WHERE session_id = ?")
        insertion = try PreparedStatement(
            cachedBy: database, "INSERT INTO merges (session_id, user_id, sequence) VALUES (?, ?, ?)")
    }

    /// The user whom `session` was merged into; nil for a session that is nobody's.
    /// - Complexity: O(log merges).
    func user(of session: String) throws -> String? {
        lookup.bind(0, session)
        defer { lookup.reset() }
        return try lookup.step() ? lookup.text(0) : nil
    }

    /// Notes that the record at `sequence` merges `session` into `user`.
    func set(_ session: String, to user: String, sequence: Int64) throws {
        insertion.bind(0, session)
        insertion.bind(1, user)
        insertion.bind(2, sequence)
        _ = try insertion.run()
    }

    /// Whether any session was merged.
    static func hasAny(_ database: Database) throws -> Bool {
        try Bool.fetchOne(database, sql: "SELECT EXISTS (SELECT 1 FROM merges)") ?? false
    }

    /// The user of a row of `log` that ``join(through:)`` was applied to.
    static let mergedUser = "coalesce(log.user_id, merges.user_id)"

    /// Joins to each row of `log` of a session alone its merge by the record `last` or an earlier one.
    static func join(through last: String) -> String {
        "LEFT JOIN merges ON log.user_id IS NULL AND merges.session_id = log.session_id AND merges.sequence <= \(last)"
    }
}
