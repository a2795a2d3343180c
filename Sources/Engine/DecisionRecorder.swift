import Domain
import Logging
import Store
import Synchronization

/// Writes decisions to the log behind the answers, so that no answer waits for the disk.
///
/// A class because those who answer and the one who writes share the queue; the mutex guards it. The queue is bounded:
/// when the disk cannot follow, or there are more than the settings let through, further decisions are counted and dropped
/// rather than kept in memory without end. A
/// crash loses at most the queue: decisions are records of what was shown, not acknowledged writes.
final class DecisionRecorder: Sendable {
    /// The most decisions that wait for the disk.
    static let maximumWaiting = 10_000

    private struct Queue {
        var waiting: [LogEntry] = []
        var isWriting = false
        var idle: [CheckedContinuation<Void, Never>] = []
        var dropped = 0
        var allowance: Allowance
    }

    private let store: LogStore
    private let logger: Logger
    private let queue: Mutex<Queue>

    /// A recorder that lets `perSecond` decisions through, and ten seconds' worth of them at once.
    init(store: LogStore, perSecond: Int, logger: Logger) {
        (self.store, self.logger) = (store, logger)
        queue = Mutex(Queue(allowance: Allowance(perSecond: perSecond)))
    }

    /// How many decisions were not recorded: there were too many, or the disk refused.
    var dropped: Int { queue.withLock { $0.dropped } }

    /// Queues a decision before it returns, so that ``drain()`` waits for it; the first to come starts the writing.
    func record(_ decision: Decision, visitor: Visitor?) {
        var decision = decision
        decision.nextCursor = nil
        let startsWriting = queue.withLock { queue in
            guard queue.waiting.count < Self.maximumWaiting, queue.allowance.take(at: .now) else {
                queue.dropped += 1
                return false
            }
            queue.waiting.append(.decision(decision, visitor: visitor))
            defer { queue.isWriting = true }
            return !queue.isWriting
        }
        if startsWriting { Task { await write() } }
    }

    /// Waits until everything queued so far is written.
    func drain() async {
        await withCheckedContinuation { continuation in
            let isIdle = queue.withLock { queue in
                if queue.isWriting { queue.idle.append(continuation) }
                return !queue.isWriting
            }
            if isIdle { continuation.resume() }
        }
    }

    private func write() async {
        while let batch = nextBatch() {
            do {
                _ = try await store.appendGrouped(batch)
            } catch {
                queue.withLock { $0.dropped += batch.count }
                logger.error("Decisions not recorded: \(batch.count). \(error)")
            }
        }
    }

    /// What waits; nil, and those who wait for the end are told, when nothing does.
    private func nextBatch() -> [LogEntry]? {
        let (batch, idle) = queue.withLock { queue -> ([LogEntry], [CheckedContinuation<Void, Never>]) in
            let batch = queue.waiting
            queue.waiting = []
            guard batch.isEmpty else { return (batch, []) }
            queue.isWriting = false
            defer { queue.idle = [] }
            return ([], queue.idle)
        }
        for waiter in idle { waiter.resume() }
        return batch.isEmpty ? nil : batch
    }
}
