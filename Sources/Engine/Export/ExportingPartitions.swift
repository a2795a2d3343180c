import Domain
import Store

/// What an export of events by days did.
package struct PartitionSummary: Hashable, Sendable {
    /// The folder with the days.
    package var folder: String
    /// Events written.
    package var events: Int
    /// Files written, one a day.
    package var files: Int
    /// The log's last sequence number that was looked at.
    package var position: Int64
}

extension Kindred {
    /// Writes the events of `span` below `directory` as JSON Lines, one file a day in UTC, in the order of the log:
    /// `events/year=2026/month=11/day=21/part-0.jsonl`, which Spark, DuckDB and pandas read as a partitioned table.
    ///
    /// Memory and open files stay bounded whatever the order of the events' times. Days that stand there already are
    /// replaced, those outside of `span` stay. Events without a time are of 1970-01-01.
    /// - Parameter isCompressed: Whether the files are gzip.
    /// - Throws: ``EngineError/failed(_:)`` when something cannot be read or written, or `span` cuts a day that stands
    ///   there; what stood there before is still whole, and nothing unfinished is left.
    package func exportEvents(
        by span: EventSpan, below directory: String, isCompressed: Bool = false,
        progress: @escaping ProgressHandler = { _ in }
    ) throws -> PartitionSummary {
        let partitions = try EventPartitions(below: directory)
        defer { partitions.discard() }
        try partitions.requireWholeDays(span)
        let writer = try PartitionWriter(folder: partitions.unfinished, isCompressed: isCompressed)
        let position = try translatingErrors { try store.position() }
        try translatingErrors {
            try store.forEachRecord(through: position.sequence) { record in
                if record.sequence % 65_536 == 0 { progress(.exporting(record.sequence, of: position.sequence)) }
                guard case .event(let event) = record.entry, span.contains(event.time) else { return }
                try writer.write(event.json, day: CivilDay(event.time))
            }
        }
        let files = try writer.finish()
        let head: JSONObject = [
            "format": 1, "log_position": .integer(position.sequence), "digest": .string(position.digestText),
            "since": span.since.map { .string($0.description) } ?? .null,
            "until": span.until.map { .string($0.description) } ?? .null,
        ]
        let name = PartitionWriter.fileName(isCompressed: isCompressed)
        try partitions.place(files, from: writer, name: name, head, span: span)
        return PartitionSummary(
            folder: partitions.root, events: files.reduce(0) { $0 + $1.events }, files: files.count,
            position: position.sequence)
    }
}

extension WorkProgress {
    fileprivate static func exporting(_ done: Int64, of total: Int64) -> WorkProgress {
        WorkProgress(phase: "exporting events", done: done, total: total, unit: "records")
    }
}
