package import Domain
import Store

/// What a replay is asked for.
package struct ReplayRequest: Hashable, Sendable {
    /// The data directory that takes the log in; made when it is missing.
    package var target: String
    /// Events and decisions of this moment or later are left out; nil takes all.
    package var until: Timestamp?
    /// The last sequence number that is taken; nil takes all.
    package var through: Int64?

    /// The whole log into `target`; set the rest where less is wanted.
    package init(into target: String) { self.target = target }
}

/// What a replay did.
package struct ReplaySummary: Hashable, Sendable {
    /// Records taken over now, of every kind.
    package var records = 0
    /// Events among them.
    package var events = 0
    /// Records that were there from an earlier, interrupted replay end at this sequence number; 0 for a new directory.
    package var resumedAfter: Int64
    /// The last sequence number of the target.
    package var position: Int64
    /// The target's digest of all it took in.
    package var digest: String
    /// Wall time.
    package var seconds: Double
}

extension Kindred {
    /// How many records are copied in one transaction.
    private static let replayBatch = 2000

    /// Feeds this log into another data directory, record by record in its order and under the same sequence numbers,
    /// so that the state folded from it is the same, bit for bit.
    ///
    /// An interrupted replay is taken up where it ended. Releases and settings are not copied.
    /// - Throws: ``EngineError/failed(_:)`` when the target is this directory, holds something else, or either cannot be
    ///   read or written.
    package func replay(
        _ request: ReplayRequest, progress: @escaping ProgressHandler = { _ in }
    ) throws -> ReplaySummary {
        let start = ContinuousClock().now
        return try translatingErrors {
            let target = try LogStore(directory: request.target, cacheBytes: config.storeCacheBytes)
            let begin = try target.lastSequence()
            try requireBeginning(target, through: begin, path: request.target)
            let end = min(request.through ?? .max, try store.lastSequence())
            let range = CopyRange(through: end, before: request.until)
            var summary = ReplaySummary(resumedAfter: begin, position: begin, digest: "", seconds: 0)
            while let step = try target.copyNext(Self.replayBatch, of: store, range) {
                summary.records += step.count
                summary.events += step.events
                progress(
                    WorkProgress(
                        phase: "replaying the log", done: step.last - begin, total: end - begin, unit: "records"))
            }
            let position = try target.position()
            (summary.position, summary.digest) = (position.sequence, position.digestText)
            try target.close()
            summary.seconds = (ContinuousClock().now - start).inSeconds
            return summary
        }
    }

    /// Refuses a target whose last record is not this log's at the same place.
    private func requireBeginning(_ target: LogStore, through last: Int64, path: String) throws {
        guard !target.isSameFile(as: store) else {
            throw EngineError.failed("\(path) is the directory that is replayed. Name another one with --into.")
        }
        guard last > 0 else { return }
        let (theirs, ours) = (try target.recordDigest(at: last), try store.recordDigest(at: last))
        guard theirs == ours else {
            throw StoreError.notACopy(path: path, sequence: last)
        }
    }
}
