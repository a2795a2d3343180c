import Domain
package import Ingest
import Store

extension Kindred {
    /// Adds the events of a file to the log: all of its good rows in one transaction, or none.
    ///
    /// Reading and writing run on two threads with a bounded pipe between them, so memory stays flat. Refused rows
    /// go to `FILE.rejected`, or into the data directory's folder `rejected` where that cannot be written, and not into
    /// the quarantine. Importing the same file again changes nothing.
    /// - Parameter strict: Stop at the first refused row and import nothing.
    /// - Throws: `IngestError` for a file that cannot be read as a whole; ``EngineError/failed(_:)`` for a refused row
    ///   under `strict`, or when the log cannot be written. Nothing is stored in any of them.
    package func importEvents(
        from path: String, options: SourceOptions = SourceOptions(), strict: Bool = false,
        progress: @escaping ProgressHandler = { _ in }
    ) throws -> ImportSummary {
        var options = options
        (options.admission, options.now) = (admission, Self.now())
        let reader = try RecordReader<Event>(path: path, options: options)
        return try run(job(reader, path, strict, progress)) { try $1.append($0) }
    }

    /// Adds the items of a file to the catalogue; as ``importEvents(from:options:strict:progress:)``.
    package func importItems(
        from path: String, options: SourceOptions = SourceOptions(), strict: Bool = false,
        progress: @escaping ProgressHandler = { _ in }
    ) throws -> ImportSummary {
        let reader = try RecordReader<Item>(path: path, options: options)
        return try run(job(reader, path, strict, progress)) { try $1.append($0) }
    }

    /// Adds the users of a file; as ``importEvents(from:options:strict:progress:)``.
    package func importUsers(
        from path: String, options: SourceOptions = SourceOptions(), strict: Bool = false,
        progress: @escaping ProgressHandler = { _ in }
    ) throws -> ImportSummary {
        let reader = try RecordReader<User>(path: path, options: options)
        return try run(job(reader, path, strict, progress)) { try $1.append($0) }
    }

    private func job<Record>(
        _ reader: RecordReader<Record>, _ path: String, _ strict: Bool, _ progress: @escaping ProgressHandler
    ) -> ImportJob<Record> {
        ImportJob(reader: reader, path: path, strict: strict, dataDirectory: directory, progress: progress)
    }

    private func run<Record>(
        _ job: ImportJob<Record>, insert: ([Record], BulkAppender) throws -> Int
    ) throws -> ImportSummary {
        let summary = try translatingErrors { try job.run(into: store, insert: insert) }
        if purpose == .serving { try catchUp() }
        return summary
    }
}
