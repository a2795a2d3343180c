import GRDB
import Synchronization

extension LogStore {
    /// Runs a whole import in one transaction: everything `body` appends is committed at its end, or nothing when
    /// it throws.
    ///
    /// Other writers wait meanwhile, those of other processes only as long as the store was opened with. `body` writes
    /// through its appender only: calling a method of the store that writes is a mistake in the program and traps.
    /// - Throws: What `body` throws, and ``StoreError``.
    package func bulk<T>(_ body: (BulkAppender) throws -> T) throws -> T {
        do {
            return try pool.writeWithoutTransaction { database in
                try transaction(database) {
                    let appender = BulkAppender(try LogWriter(database), path: path)
                    let result = try body(appender)
                    try appender.finish()
                    return result
                }
            }
        } catch let error as DatabaseError {
            throw StoreError(error, path: path)
        }
    }
}
