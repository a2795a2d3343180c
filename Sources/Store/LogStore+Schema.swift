import GRDB

extension LogStore {
    /// The newest schema version this program knows, which is what opening migrates to.
    package static var newestSchemaVersion: Int { Migrator.newest }

    /// Takes the database's schema to `version`, up or down, in one transaction.
    ///
    /// Going down is for handing the directory to an older program: what the older schema has no place for is lost,
    /// and the store is of no more use to this one until it has gone up again.
    /// - Throws: ``StoreError/unknownSchema(version:known:)`` and what writing can throw.
    package func migrate(to version: Int) throws(StoreError) {
        try StoreError.translating(path) {
            try pool.writeWithoutTransaction { try Migrator(path: path).migrate($0, to: version) }
        }
    }
}
