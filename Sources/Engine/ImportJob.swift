import Domain
import Foundation
import Ingest
import Store

/// One file on its way into the log: read on one thread, written on another.
struct ImportJob<Record: Sendable> {
    let reader: RecordReader<Record>
    let path: String
    let strict: Bool
    /// The data directory, which takes the refused rows when the file's own directory cannot.
    let dataDirectory: String
    let progress: ProgressHandler

    /// The most rows that travel together; long ones travel in smaller companies.
    private static var batchSize: Int { 4096 }
    /// Batches that may wait between the two threads.
    private static var waitingBatches: Int { 8 }

    /// Reads every row, hands the good ones to `insert` in batches, and keeps the bad ones beside the file.
    ///
    /// - Parameter insert: Stores a batch and returns how many of it were new.
    /// - Throws: What reading or `insert` throws; ``EngineError/failed(_:)`` at the first bad row under `strict`.
    func run(into store: LogStore, insert: ([Record], BulkAppender) throws -> Int) throws -> ImportSummary {
        let start = ContinuousClock().now
        let rejections = reader.rejectionFile(at: try rejectionPath())
        var tally = Tally()
        do {
            try store.bulk { appender in
                try forEachBatch { rows in
                    var records: [Record] = []
                    records.reserveCapacity(rows.count)
                    for row in rows {
                        switch row {
                        case .record(let record, _): records.append(record)
                        case .refused(let refusal): try refuse(refusal, rejections, &tally)
                        }
                    }
                    tally.rows += rows.count
                    tally.imported += try insert(records, appender)
                }
                // Before the log commits: without a place for the refused rows nothing is imported.
                try rejections.prepare()
            }
            try rejections.commit()
        } catch {
            rejections.discard()
            throw error
        }
        return tally.summary(
            of: path, reader: reader, rejectedFile: rejections.count > 0 ? rejections.path : nil,
            seconds: (ContinuousClock().now - start).inSeconds)
    }

    /// Beside the file, or in the data directory's folder `rejected` where nothing can be written beside the file:
    /// on a disk mounted for reading, and for what a pipe brings.
    private func rejectionPath() throws -> String {
        let source = path as NSString
        let folder = source.deletingLastPathComponent
        let isDevice = folder == "/dev" || folder.hasPrefix("/dev/") || folder.hasPrefix("/proc/")
        if !isDevice, access(folder.isEmpty ? "." : folder, W_OK) == 0 { return path + ".rejected" }
        let fallback = URL(filePath: dataDirectory).appending(path: "rejected")
        try FileManager.default.createDirectory(at: fallback, withIntermediateDirectories: true)
        return fallback.appending(path: source.lastPathComponent + ".rejected").path
    }

    private func refuse(_ refusal: Refusal, _ rejections: RejectionFile, _ tally: inout Tally) throws {
        let sentence = refusal.sentence(file: (path as NSString).lastPathComponent)
        if strict {
            throw EngineError.failed("\(sentence) Nothing was imported, because of --strict.")
        }
        try rejections.add(refusal)
        tally.count(refusal.reason.description, example: sentence)
    }

    /// Calls `body` with the rows as they come; reading runs ahead on a thread of its own.
    private func forEachBatch(_ body: ([Row<Record>]) throws -> Void) throws {
        let pipe = BoundedPipe<Batch>(capacity: Self.waitingBatches)
        let reading = DispatchGroup()
        // The reader has one user at a time: this thread is back at it only after the group has left.
        nonisolated(unsafe) let reader = self.reader
        DispatchQueue.global(qos: .userInitiated).async(group: reading) {
            do {
                while true {
                    let rows = try reader.next(Self.batchSize)
                    if rows.isEmpty || !pipe.send(Batch(rows: rows, bytesRead: reader.bytesRead)) { break }
                }
                pipe.finish()
            } catch {
                pipe.finish(error)
            }
        }
        defer {
            pipe.cancel()
            reading.wait()
        }
        let phase = "importing \((path as NSString).lastPathComponent)"
        let total = reader.totalBytes.map(Int64.init)
        var rows = 0
        while let batch = try pipe.receive() {
            try body(batch.rows)
            rows += batch.rows.count
            progress(WorkProgress(phase: phase, done: Int64(batch.bytesRead), total: total, unit: "bytes"))
            progress(WorkProgress(phase: phase, done: Int64(rows), total: nil, unit: "rows"))
        }
    }

    /// Rows on their way, with how far the reader had come.
    private struct Batch: Sendable {
        let rows: [Row<Record>]
        let bytesRead: Int
    }
}

/// What an import has counted so far.
private struct Tally {
    var rows = 0
    var imported = 0
    private var reasons: [String: ImportSummary.Rejection] = [:]

    mutating func count(_ reason: String, example: String) {
        reasons[reason, default: ImportSummary.Rejection(reason: reason, count: 0, example: example)].count += 1
    }

    func summary<Record>(
        of path: String, reader: RecordReader<Record>, rejectedFile: String?, seconds: Double
    ) -> ImportSummary {
        let rejected = reasons.values.sorted { ($1.count, $0.reason) < ($0.count, $1.reason) }
        let refused = rejected.reduce(0) { $0 + $1.count }
        return ImportSummary(
            file: path, format: reader.format.description, rowsRead: rows, imported: imported,
            duplicates: rows - refused - imported, rejected: rejected, rejectedFile: rejectedFile, notes: reader.notes,
            seconds: seconds)
    }
}
