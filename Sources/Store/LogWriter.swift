import Domain
import GRDB

/// What became of an entry.
package enum AppendOutcome: Hashable, Sendable {
    /// It stands in the log under this sequence number.
    case appended(sequence: Int64)
    /// The log holds an event or decision of this id already.
    case duplicate
    /// The item or user is already as the entry says, or already gone; the session is this user's already.
    case unchanged
    /// The session was merged into another user before, and stays with them.
    case taken

    /// Whether the entry is new in the log.
    package var isAppended: Bool { if case .appended = self { true } else { false } }
}

/// Appends rows inside one open transaction; ``finish()`` writes down how far the log has come.
///
/// The sequence number is counted here rather than by SQLite's AUTOINCREMENT, which writes a second row for every
/// insert; it comes from `log_state`, which the same transaction holds and writes, so no number is given out twice.
struct LogWriter {
    private let insertion: PreparedStatement
    private let database: Database
    private let items: DocumentTable
    private let users: DocumentTable
    private let merges: MergeTable
    /// How far the log has come, this transaction's rows included.
    private(set) var position: LogPosition
    private var addedEvents: Int64 = 0
    private var addedDecisions: Int64 = 0
    private var buffer = TextBuffer()

    /// A writer in the transaction that `database` is in.
    init(_ database: Database) throws {
        self.database = database
        insertion = try PreparedStatement(cachedBy: database, Self.insertionSQL)
        items = try DocumentTable(database, name: "items")
        users = try DocumentTable(database, name: "users")
        merges = try MergeTable(database)
        position = try LogState.position(database)
    }

    private static let insertionSQL =
        "INSERT INTO log (\(LogRow.columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"

    /// Appends `row`, unless it is there already.
    ///
    /// - Complexity: O(log n) in the length of the log; next to O(1) for events that come in the order of their time.
    mutating func append(_ row: LogRow) throws -> AppendOutcome {
        switch row.record {
        case .event, .decision: return try insert(row) ? .appended(sequence: position.sequence) : .duplicate
        case .item: return try upsert(row, id: row.item, in: items)
        case .user: return try upsert(row, id: row.user, in: users)
        case .itemDeleted: return try delete(row, id: row.item, from: items)
        case .userDeleted: return try delete(row, id: row.user, from: users)
        case .merged: return try merge(row)
        }
    }

    /// Appends `rows` in their order; the outcomes are in the same.
    mutating func append(_ rows: [LogRow]) throws -> [AppendOutcome] {
        var outcomes: [AppendOutcome] = []
        outcomes.reserveCapacity(rows.count)
        // Through a pointer: an array's iterator copies each row, and counts its texts up and down.
        try rows.withUnsafeBufferPointer { rows in
            for place in rows.indices { outcomes.append(try append(rows[place])) }
        }
        return outcomes
    }

    /// Appends `row` under `sequence`, as another log has it, and says whether its id was free.
    ///
    /// A document is not compared with the present one: every record of the other log becomes one of this.
    mutating func copy(_ row: LogRow, at sequence: Int64) throws -> Bool {
        precondition(sequence > position.sequence, "Record \(sequence) comes after \(position.sequence).")
        position = LogPosition(sequence: sequence - 1, digest: position.digest)
        switch row.record {
        case .item: try copyDocument(row, id: row.item, to: items)
        case .user: try copyDocument(row, id: row.user, to: users)
        case .itemDeleted: try copyDeletion(row, id: row.item, to: items)
        case .userDeleted: try copyDeletion(row, id: row.user, to: users)
        default: return try append(row).isAppended
        }
        return true
    }

    /// The document of the item `id`, as this transaction sees it; nil where the catalogue does not have it.
    func itemDocument(_ id: String) throws -> String? { try items.document(of: id) }

    /// Writes the position and the counts; the caller commits.
    func finish() throws {
        try LogState.write(position, addedEvents: addedEvents, addedDecisions: addedDecisions, database)
    }

    private mutating func upsert(_ row: LogRow, id: String?, in table: DocumentTable) throws -> AppendOutcome {
        guard let id, let document = row.details else { preconditionFailure("A document has an id and a text.") }
        if try table.holds(document, id: id) { return .unchanged }
        _ = try insert(row)
        try table.set(id, to: position.sequence)
        return .appended(sequence: position.sequence)
    }

    private mutating func delete(_ row: LogRow, id: String?, from table: DocumentTable) throws -> AppendOutcome {
        guard let id, try table.remove(id) else { return .unchanged }
        _ = try insert(row)
        return .appended(sequence: position.sequence)
    }

    private mutating func merge(_ row: LogRow) throws -> AppendOutcome {
        guard let session = row.session, let user = row.user else {
            preconditionFailure("A merge has a session and a user.")
        }
        if let owner = try merges.user(of: session) { return owner == user ? .unchanged : .taken }
        _ = try insert(row)
        try merges.set(session, to: user, sequence: position.sequence)
        return .appended(sequence: position.sequence)
    }

    private mutating func copyDocument(_ row: LogRow, id: String?, to table: DocumentTable) throws {
        guard let id else { preconditionFailure("A document has an id.") }
        _ = try insert(row)
        try table.set(id, to: position.sequence)
    }

    private mutating func copyDeletion(_ row: LogRow, id: String?, to table: DocumentTable) throws {
        guard let id else { preconditionFailure("A deletion has an id.") }
        _ = try insert(row)
        _ = try table.remove(id)
    }

    /// Inserts `row` under the next number; false when its id is taken.
    private mutating func insert(_ row: LogRow) throws -> Bool {
        insertion.bind(0, position.sequence + 1)
        insertion.bind(1, row.record.rawValue)
        insertion.bind(8, row.time)
        insertion.bind(9, row.value)
        buffer.clear()
        buffer.append(row.recordID)
        buffer.append(row.eventKind)
        buffer.append(row.user)
        buffer.append(row.session)
        buffer.append(row.item)
        buffer.append(row.details)
        let isNew = try buffer.withTexts { place, bytes in
            insertion.bindText(place == 5 ? 10 : place + 3, borrowing: bytes)
        } then: {
            try (row.fingerprint ?? 0).withBytes { bytes in
                insertion.bindBlob(2, borrowing: row.fingerprint == nil ? nil : bytes)
                return try insertion.run() == 1
            }
        }
        guard isNew else { return false }
        position = position.advanced(by: row)
        if row.record == .event { addedEvents += 1 }
        if row.record == .decision { addedDecisions += 1 }
        return true
    }
}
