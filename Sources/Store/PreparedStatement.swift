import GRDB
import GRDBSQLite

/// One SQL statement of one connection, bound and stepped straight on SQLite: GRDB's rows and arguments cost more
/// than the insert itself.
///
/// Parameters and columns are numbered from 0. Good only as long as the connection's closure runs.
struct PreparedStatement {
    private let statement: Statement
    private let handle: OpaquePointer

    /// A statement of its own.
    init(_ database: Database, _ sql: String) throws {
        try self.init(database.makeStatement(sql: sql))
    }

    /// A statement that the connection keeps for the next time; must not be in use twice at once.
    init(cachedBy database: Database, _ sql: String) throws {
        try self.init(database.cachedStatement(sql: sql))
    }

    private init(_ statement: Statement) throws {
        (self.statement, handle) = (statement, statement.sqliteStatement)
        sqlite3_reset(handle)
    }

    // MARK: Parameters

    /// Binds a whole number or NULL.
    func bind(_ index: Int, _ value: Int64?) {
        if let value { sqlite3_bind_int64(handle, Int32(index + 1), value) } else { bindNull(index) }
    }

    /// Binds a double, bit for bit, or NULL.
    func bind(_ index: Int, _ value: Double?) {
        if let value { sqlite3_bind_double(handle, Int32(index + 1), value) } else { bindNull(index) }
    }

    /// Binds text that SQLite copies.
    func bind(_ index: Int, _ text: String) {
        var text = text
        text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { characters in
                _ = sqlite3_bind_text(handle, Int32(index + 1), characters.baseAddress, Int32(bytes.count), Self.copied)
            }
        }
    }

    /// Binds text that stays where it is until ``step()`` is over; nil binds NULL.
    func bindText(_ index: Int, borrowing bytes: UnsafeBufferPointer<UInt8>?) {
        guard let bytes else { return bindNull(index) }
        bytes.withMemoryRebound(to: CChar.self) { characters in
            _ = sqlite3_bind_text(handle, Int32(index + 1), characters.baseAddress, Int32(bytes.count), nil)
        }
    }

    /// Binds bytes that stay where they are until ``step()`` is over; nil binds NULL.
    func bindBlob(_ index: Int, borrowing bytes: UnsafeRawBufferPointer?) {
        guard let bytes else { return bindNull(index) }
        sqlite3_bind_blob(handle, Int32(index + 1), bytes.baseAddress, Int32(bytes.count), nil)
    }

    private func bindNull(_ index: Int) { sqlite3_bind_null(handle, Int32(index + 1)) }

    private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    // MARK: Steps

    /// Goes to the next row; false at the end.
    func step() throws -> Bool {
        let code = sqlite3_step(handle)
        if code == SQLITE_ROW { return true }
        if code == SQLITE_DONE { return false }
        let connection = sqlite3_db_handle(handle)
        let error = DatabaseError(
            resultCode: ResultCode(rawValue: sqlite3_extended_errcode(connection)),
            message: String(cString: sqlite3_errmsg(connection)))
        sqlite3_reset(handle)
        throw error
    }

    /// Makes ready for new parameters.
    func reset() { sqlite3_reset(handle) }

    /// Runs a statement without rows, and says how many rows it changed.
    func run() throws -> Int {
        _ = try step()
        let changes = sqlite3_changes(sqlite3_db_handle(handle))
        sqlite3_reset(handle)
        return Int(changes)
    }

    // MARK: Columns

    /// Whether the column is NULL.
    func isNull(_ column: Int) -> Bool { sqlite3_column_type(handle, Int32(column)) == SQLITE_NULL }

    /// The whole number; 0 for NULL.
    func int64(_ column: Int) -> Int64 { sqlite3_column_int64(handle, Int32(column)) }

    /// The double; nil for NULL.
    func double(_ column: Int) -> Double? {
        isNull(column) ? nil : sqlite3_column_double(handle, Int32(column))
    }

    /// The text's bytes, good until the next step; nil for NULL.
    func textBytes(_ column: Int) -> UnsafeBufferPointer<UInt8>? {
        guard let start = sqlite3_column_text(handle, Int32(column)) else { return nil }
        return UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, Int32(column))))
    }

    /// The text; nil for NULL.
    func text(_ column: Int) -> String? { textBytes(column).map { String(decoding: $0, as: UTF8.self) } }

    /// The blob's bytes, good until the next step; nil for NULL and for the empty blob.
    func blob(_ column: Int) -> UnsafeRawBufferPointer? {
        guard let start = sqlite3_column_blob(handle, Int32(column)) else { return nil }
        return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, Int32(column))))
    }
}
