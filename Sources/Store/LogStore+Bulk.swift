import GRDB
import Synchronization

extension LogStore {
    /// Runs a whole import in one transaction: everything `body` appends is committed at its end, or nothing when
    /// it throws.
    ///
    /// Other writers wait meanwhile, those of other processes for at most 10 s. `body` writes through its appender
    /// only; the store's own methods that write must not be called inside.
    /// - Parameter cacheBytes: How much of the file is kept in memory until the import is over.
    /// - Throws: What `body` throws, and ``StoreError``.
    package func bulk<T>(cacheBytes: Int = 256 << 20, _ body: (BulkAppender) throws -> T) throws -> T {
        do {
            return try pool.writeWithoutTransaction { database in
                let usual = try Int.fetchOne(database, sql: "PRAGMA cache_size") ?? 0
                try database.execute(sql: "PRAGMA cache_size = \(-cacheBytes / 1024)")
                defer { Self.endBulk(database, cacheSize: usual) }
                return try runBulk(database, body)
            }
        } catch let error as DatabaseError {
            throw StoreError(error, path: path)
        }
    }

    private func runBulk<T>(_ database: Database, _ body: (BulkAppender) throws -> T) throws -> T {
        var result: T?
        try database.inTransaction(.immediate) {
            let appender = BulkAppender(try LogWriter(database), path: path)
            result = try body(appender)
            try appender.finish()
            return .commit
        }
        commits.add(1, ordering: .relaxed)
        guard let result else { preconditionFailure("A committed transaction has a result.") }
        return result
    }

    /// Gives the memory back and shrinks the WAL file. Neither is worth failing for after the commit: the next
    /// checkpoint does the same.
    private static func endBulk(_ database: Database, cacheSize: Int) {
        try? database.execute(sql: "PRAGMA cache_size = \(cacheSize)")
        try? database.execute(sql: "PRAGMA shrink_memory")
        _ = try? database.checkpoint(.passive)
    }
}
