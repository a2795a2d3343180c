import GRDB

/// Brings a database to a schema version, up or down, in one transaction.
struct Migrator {
    /// Marks a file as Kindred's: "KIND" in ASCII.
    static let applicationID: Int32 = 0x4B49_4E44
    /// The newest version this program knows.
    static let newest = Migration.all.count

    /// The file, for the errors.
    let path: String

    /// The database's schema version; 0 for one without tables.
    ///
    /// - Throws: ``StoreError/notADatabase(path:)`` for another program's database.
    func version(_ database: Database) throws -> Int {
        let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        let owner = try Int32.fetchOne(database, sql: "PRAGMA application_id") ?? 0
        let tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") ?? 0
        let isEmpty = owner == 0 && version == 0 && tables == 0
        guard isEmpty || owner == Self.applicationID else { throw StoreError.notADatabase(path: path) }
        return version
    }

    /// Takes the steps between the present version and `target`.
    ///
    /// - Throws: ``StoreError/newerSchema(path:found:known:)``, ``StoreError/unknownSchema(version:known:)``, and
    ///   ``StoreError/notADatabase(path:)``.
    func migrate(_ database: Database, to target: Int = Migrator.newest) throws {
        guard (0...Self.newest).contains(target) else {
            throw StoreError.unknownSchema(version: target, known: Self.newest)
        }
        try database.inTransaction(.immediate) {
            let present = try version(database)
            guard present <= Self.newest else {
                throw StoreError.newerSchema(path: path, found: present, known: Self.newest)
            }
            for statement in Self.statements(from: present, to: target) { try database.execute(sql: statement) }
            try database.execute(sql: "PRAGMA application_id = \(Self.applicationID)")
            try database.execute(sql: "PRAGMA user_version = \(target)")
            return .commit
        }
    }

    private static func statements(from present: Int, to target: Int) -> [String] {
        target >= present
            ? Migration.all[present..<target].flatMap(\.up)
            : Migration.all[target..<present].reversed().flatMap(\.down)
    }
}
