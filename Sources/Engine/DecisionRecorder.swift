import Domain
import Logging
import Store

/// Writes decisions to the log behind the answers, so that no answer waits for the disk.
///
/// An actor because it guards the queue. The queue is bounded: when the disk cannot follow, further decisions are
/// counted and dropped rather than kept in memory without end. A crash loses at most the queue: decisions are
/// records of what was shown, not acknowledged writes.
actor DecisionRecorder {
    /// The most decisions that wait for the disk.
    static let maximumWaiting = 10_000

    private let store: LogStore
    private let logger: Logger
    private var waiting: [LogEntry] = []
    private var isWriting = false
    private var idle: [CheckedContinuation<Void, Never>] = []
    /// How many decisions found the queue full.
    private(set) var dropped = 0

    init(store: LogStore, logger: Logger) { (self.store, self.logger) = (store, logger) }

    /// Queues a decision; the first to come starts the writing.
    func record(_ decision: Decision, visitor: Visitor?) {
        guard waiting.count < Self.maximumWaiting else {
            dropped += 1
            return
        }
        waiting.append(.decision(decision, visitor: visitor))
        guard !isWriting else { return }
        isWriting = true
        Task { await self.write() }
    }

    /// Waits until everything queued so far is written.
    func drain() async {
        guard isWriting else { return }
        await withCheckedContinuation { idle.append($0) }
    }

    private func write() async {
        while !waiting.isEmpty {
            let batch = waiting
            waiting = []
            do {
                _ = try await store.appendGrouped(batch)
            } catch {
                dropped += batch.count
                logger.error("\(batch.count) decisions were not recorded: \(error)")
            }
        }
        isWriting = false
        let finished = idle
        idle = []
        for waiter in finished { waiter.resume() }
    }
}
