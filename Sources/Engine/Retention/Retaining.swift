package import Domain
import Foundation
import Logging
import Store

extension Kindred {
    /// How many records one transaction removes: other writers wait some ten milliseconds for it.
    private static let removalBatch = 2000
    /// How long it stays away after each, so that other processes, which look for the lock a few times a second, find it
    /// free.
    private static let removalPause = DispatchTimeInterval.milliseconds(25)
    /// The file in the data directory that has a line for every removal.
    static let receiptsName = "retention.jsonl"

    /// Removes what is older than the settings keep it, and says what.
    ///
    /// In transactions of 2,000 records, so that writers never wait for long; cut short, it leaves a log that is
    /// whole, and the next run takes the rest. Afterwards the state is folded anew: by a server behind the
    /// answers, by every other process that serves this directory within seconds, and here where nothing is served.
    /// - Parameters:
    ///   - now: Ages count from here.
    ///   - isDryRun: Whether it only counts.
    /// - Throws: ``EngineError/nothing(_:)`` when the settings keep everything; ``EngineError/notWritable(_:retryAfterSeconds:)``
    ///   or ``EngineError/failed(_:)`` when the log cannot be read or written; what was removed before stays so.
    package func applyRetention(
        at now: Timestamp = Kindred.now(), isDryRun: Bool = false, progress: @escaping ProgressHandler = { _ in }
    ) throws -> RetentionReceipt {
        guard !config.retention.keepsEverything else {
            throw EngineError.nothing(
                "The settings keep everything. Say for how long, for example in kindred.json: "
                    + "{\"retention\": {\"events\": \"730d\", \"kinds\": {\"view\": \"90d\"}, \"decisions\": \"30d\"}}."
            )
        }
        let (start, rule) = (ContinuousClock().now, config.retention.rule(at: now))
        var receipt = RetentionReceipt(time: now, isDryRun: isDryRun, lines: [], position: 0, seconds: 0)
        receipt.position = try translatingErrors { try store.lastSequence() }
        if isDryRun {
            receipt.lines = try translatingErrors { try store.removable(rule) }.map { .init($0, rule) }
        } else {
            receipt.lines = try remove(rule, through: receipt.position, progress).map { .init($0, rule) }
        }
        receipt.seconds = (ContinuousClock().now - start).inSeconds
        guard !isDryRun, receipt.count > 0 else { return receipt }
        try keep(receipt)
        if purpose == .serving { keepState() } else { try renewSnapshot() }
        return receipt
    }

    private func remove(
        _ rule: RemovalRule, through last: Int64, _ progress: ProgressHandler
    ) throws -> [RemovalCount] {
        var (counts, after): ([RemovalCount.Sort: Int], Int64) = ([:], 0)
        var order: [RemovalCount.Sort] = []
        while let step = try translatingErrors({ try store.removeNext(Self.removalBatch, after: after, rule) }) {
            for count in step.counts {
                if counts[count.sort] == nil { order.append(count.sort) }
                counts[count.sort, default: 0] += count.count
            }
            after = step.last
            progress(WorkProgress(phase: "removing old records", done: min(after, last), total: last, unit: "records"))
            // Nobody signals: only the time is waited for.
            _ = DispatchSemaphore(value: 0).wait(timeout: .now() + Self.removalPause)
        }
        return order.map { RemovalCount(sort: $0, count: counts[$0] ?? 0) }
    }

    /// Adds the receipt to the file of receipts.
    private func keep(_ receipt: RetentionReceipt) throws {
        let path = directory + "/" + Self.receiptsName
        try FolderFiles.append(JSONValue.object(receipt.json).bytes() + [0x0A], to: path)
        try FolderFiles.sync(path)
        logger.info("Removed \(receipt.count) records that are older than they are kept; \(path) says which.")
    }
}
