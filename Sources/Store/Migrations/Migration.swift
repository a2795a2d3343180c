/// One step of the schema: the statements that take it, and those that go back.
struct Migration: Sendable {
    /// The schema version after the step; steps are numbered 1, 2, 3, ….
    let version: Int
    /// From `version - 1` to `version`.
    let up: [String]
    /// From `version` to `version - 1`; what the older schema has no place for is lost.
    let down: [String]
}

extension Migration {
    /// Every step, in order.
    static let all = [log, catalogue, decisions, merges, quarantine, removals]

    /// The log and how far it has come.
    ///
    /// `value` has no type, so that SQLite keeps a double as it is: a REAL column stores -0.0 as 0.
    /// A derived id is unique together with the time it is derived from. The time in front makes events that come in
    /// the order of their time go to the end of the index: 1.7 times as fast at a million events, and more beyond,
    /// than an index on the derived id alone.
    static let log = Migration(
        version: 1,
        up: [
            """
            CREATE TABLE log (
                sequence INTEGER PRIMARY KEY,
                record INTEGER NOT NULL,
                fingerprint BLOB,
                record_id TEXT,
                event_kind TEXT,
                user_id TEXT,
                session_id TEXT,
                item_id TEXT,
                time INTEGER,
                value,
                details TEXT
            )
            """,
            "CREATE UNIQUE INDEX log_by_content ON log (time, fingerprint) WHERE fingerprint IS NOT NULL",
            "CREATE UNIQUE INDEX log_by_record_id ON log (record_id, record) WHERE record_id IS NOT NULL",
            """
            CREATE TABLE log_state (
                only INTEGER PRIMARY KEY CHECK (only = 1),
                last_sequence INTEGER NOT NULL,
                digest BLOB NOT NULL,
                events INTEGER NOT NULL
            )
            """,
            "INSERT INTO log_state VALUES (1, 0, zeroblob(16), 0)",
        ],
        down: ["DROP TABLE log_state", "DROP TABLE log"])

    /// Which record holds the present document of each item and user. All of it is worked out from the log.
    static let catalogue = Migration(
        version: 2,
        up: [
            "CREATE TABLE items (id TEXT PRIMARY KEY, sequence INTEGER NOT NULL) WITHOUT ROWID",
            "CREATE TABLE users (id TEXT PRIMARY KEY, sequence INTEGER NOT NULL) WITHOUT ROWID",
            present(of: "items", column: "item_id", upsert: .item, deletion: .itemDeleted),
            present(of: "users", column: "user_id", upsert: .user, deletion: .userDeleted),
        ],
        down: ["DROP TABLE users", "DROP TABLE items"])

    /// How many decisions there are.
    static let decisions = Migration(
        version: 3,
        up: [
            "ALTER TABLE log_state ADD COLUMN decisions INTEGER NOT NULL DEFAULT 0",
            """
            UPDATE log_state SET decisions =
                (SELECT count(*) FROM log WHERE record = \(RecordKind.decision.rawValue))
            """,
        ],
        down: ["ALTER TABLE log_state DROP COLUMN decisions"])

    /// Which user each session became. All of it is worked out from the log's records of kind 7.
    static let merges = Migration(
        version: 4,
        up: [
            """
            CREATE TABLE merges (
                session_id TEXT PRIMARY KEY,
                user_id TEXT NOT NULL,
                sequence INTEGER NOT NULL
            ) WITHOUT ROWID
            """
        ],
        down: ["DROP TABLE merges", "DELETE FROM log WHERE record = 7"])

    /// What was refused, as it came, with the reason; bounded by whoever writes it.
    static let quarantine = Migration(
        version: 5,
        up: [
            """
            CREATE TABLE quarantine (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                received INTEGER NOT NULL,
                source TEXT NOT NULL,
                reason TEXT NOT NULL,
                field TEXT,
                body TEXT NOT NULL
            )
            """
        ],
        down: ["DROP TABLE quarantine"])

    /// How many times records were taken out of the log: what was made of it before is void then.
    static let removals = Migration(
        version: 6,
        up: ["ALTER TABLE log_state ADD COLUMN removals INTEGER NOT NULL DEFAULT 0"],
        down: ["ALTER TABLE log_state DROP COLUMN removals"])

    /// Of each id the last record, where that is not its deletion.
    private static func present(of table: String, column: String, upsert: RecordKind, deletion: RecordKind) -> String {
        """
        INSERT INTO \(table) (id, sequence)
        SELECT \(column), last FROM (
            SELECT \(column), max(sequence) AS last, record FROM log
            WHERE record IN (\(upsert.rawValue), \(deletion.rawValue)) GROUP BY \(column)
        ) WHERE record = \(upsert.rawValue)
        """
    }
}
