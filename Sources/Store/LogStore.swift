import Foundation
import GRDB
import Synchronization

/// The log and the catalogue of one data directory, durable: `kindred.sqlite` in WAL mode, every commit synced.
///
/// A class because it owns the file's connections: one that writes and several that read. All its methods may be
/// called from any thread; several processes may have the same directory open, and take turns writing.
/// What a method that writes has returned for, or answered, survives a crash of the process and of the machine.
package final class LogStore: Sendable {
    /// The name of the database in the data directory.
    package static let fileName = "kindred.sqlite"

    /// Whether a missing database is made.
    package enum Mode: Hashable, Sendable {
        /// The directory and the database are made when they are missing.
        case create
        /// A missing database is an error.
        case existing
    }

    /// The database file.
    package let path: String
    /// The connections.
    let pool: DatabasePool
    /// The file that the connections hold.
    private let file: FileIdentity?
    /// The transactions committed so far.
    let commits = Atomic<Int>(0)
    /// The calls that wait to share a commit.
    let groups = GroupCommit()

    /// Opens the database in `directory` and brings its schema up to date.
    ///
    /// - Parameters:
    ///   - cacheBytes: How much of the file the writing connection keeps in memory. More than 64 MiB pays only for
    ///     imports of many millions of events that are not in the order of their time.
    ///   - lockWait: How many seconds a writer waits for another process.
    /// - Throws: ``StoreError`` for a directory or file that cannot be made, read or written, that is no database of
    ///   ours, or that a newer program wrote.
    package init(
        directory: String, mode: Mode = .create, cacheBytes: Int = 64 << 20, lockWait: Double = 10
    ) throws(StoreError) {
        let path = URL(fileURLWithPath: directory, isDirectory: true).appendingPathComponent(Self.fileName).path
        self.path = path
        try Self.prepare(directory: directory, path: path, mode: mode)
        pool = try StoreError.translating(path) {
            let pool = try DatabasePool(path: path, configuration: Self.configuration(lockWait: lockWait))
            try pool.writeWithoutTransaction { database in
                // GRDB sets NORMAL after the configuration's own statements, so FULL has to be set here.
                try database.execute(sql: "PRAGMA synchronous = FULL")
                try database.execute(sql: "PRAGMA cache_size = \(-cacheBytes / 1024)")
                try database.execute(sql: "PRAGMA wal_autocheckpoint = 4000")
                try database.execute(sql: "PRAGMA journal_size_limit = \(64 << 20)")
                try Migrator(path: path).migrate(database)
            }
            return pool
        }
        file = FileIdentity(path: path)
    }

    /// Pages of 8 KiB write a bulk import a tenth faster than SQLite's 4 KiB.
    private static func configuration(lockWait: Double) -> Configuration {
        var configuration = Configuration()
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA page_size = 8192") }
        configuration.busyMode = .timeout(lockWait)
        configuration.maximumReaderCount = 8
        configuration.label = "kindred.store"
        return configuration
    }

    private static func prepare(directory: String, path: String, mode: Mode) throws(StoreError) {
        switch mode {
        case .existing:
            guard FileManager.default.fileExists(atPath: path) else { throw .noDatabase(path: path) }
        case .create:
            var isDirectory: ObjCBool = true
            if FileManager.default.fileExists(atPath: directory, isDirectory: &isDirectory), !isDirectory.boolValue {
                throw .cannotOpen(path: directory, detail: "it is a file, not a directory")
            }
            do {
                try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
            } catch {
                throw .cannotOpen(path: directory, detail: (error as NSError).localizedDescription)
            }
        }
        if let header = DatabaseHeader(path: path), header.isForeign { throw .notADatabase(path: path) }
    }

    /// Closes the connections; every later call throws ``StoreError/closed(path:)``.
    package func close() throws(StoreError) {
        try StoreError.translating(path) { try pool.close() }
    }

    /// How many transactions this store has committed since it was opened.
    package var commitCount: Int { commits.load(ordering: .relaxed) }

    /// Runs `body` in one transaction that nobody else writes in, and commits it; when `body` throws, nothing of it
    /// stays. `database` is the writing connection.
    func write<T>(on database: Database, _ body: (inout LogWriter) throws -> T) throws -> T {
        try transaction(database) {
            var writer = try LogWriter(database)
            let result = try body(&writer)
            try writer.finish()
            return result
        }
    }

    /// Begins, runs `body`, and commits, or rolls back what `body` left undone.
    func transaction<T>(_ database: Database, _ body: () throws -> T) throws -> T {
        try requireSameFile()
        var result: T?
        try database.inTransaction(.immediate) {
            result = try body()
            return .commit
        }
        commits.add(1, ordering: .relaxed)
        guard let result else { preconditionFailure("A committed transaction has a result.") }
        return result
    }

    /// Runs `body` on a snapshot of the database; reads may nest, and then share the snapshot.
    func read<T>(_ body: (Database) throws -> T) throws -> T {
        try requireSameFile()
        return try pool.unsafeReentrantRead(body)
    }

    /// Whether `other` has the same database open.
    package func isSameFile(as other: LogStore) -> Bool { file == other.file }

    /// Nothing is acknowledged that went to a file which is no longer in the directory.
    private func requireSameFile() throws(StoreError) {
        guard FileIdentity(path: path) == file else { throw .replaced(path: path) }
    }
}
