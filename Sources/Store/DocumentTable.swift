import GRDB

/// `items` or `users`: which record of the log holds the present document of each id.
///
/// The document itself stands in the log only; a row here is its id and the record's sequence number.
struct DocumentTable {
    private let lookup: PreparedStatement
    private let insertion: PreparedStatement
    private let deletion: PreparedStatement

    /// The table `name` in the transaction that `database` is in.
    init(_ database: Database, name: String) throws {
        lookup = try PreparedStatement(cachedBy: database, Self.lookupSQL(name))
        insertion = try PreparedStatement(
            cachedBy: database, "INSERT OR REPLACE INTO \(name) (id, sequence) VALUES (?, ?)")
        deletion = try PreparedStatement(cachedBy: database, "DELETE FROM \(name) WHERE id = ?")
    }

    /// The record of the log that holds the document of one id.
    static func lookupSQL(_ name: String) -> String {
        "SELECT \(LogRow.columns) FROM log WHERE sequence = (SELECT sequence FROM \(name) WHERE id = ?)"
    }

    /// Whether `id` has exactly this document.
    func holds(_ document: String, id: String) throws -> Bool {
        lookup.bind(0, id)
        defer { lookup.reset() }
        guard try lookup.step(), let bytes = lookup.textBytes(LogRow.detailsColumn) else { return false }
        return bytes.elementsEqual(document.utf8)
    }

    /// The document of `id`; nil where the table does not have it.
    func document(of id: String) throws -> String? {
        lookup.bind(0, id)
        defer { lookup.reset() }
        return try lookup.step() ? lookup.text(LogRow.detailsColumn) : nil
    }

    /// Points `id` to the record at `sequence`.
    func set(_ id: String, to sequence: Int64) throws {
        insertion.bind(0, id)
        insertion.bind(1, sequence)
        _ = try insertion.run()
    }

    /// Takes `id` out; false when it was not in.
    func remove(_ id: String) throws -> Bool {
        deletion.bind(0, id)
        return try deletion.run() == 1
    }
}
