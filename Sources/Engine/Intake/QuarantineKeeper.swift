import Domain
import Logging
import Store
import Synchronization

/// Writes refused events to the quarantine behind the answers: refusals neither slow nor fail what is accepted.
///
/// A class because those who answer and the one who writes share the queue; the mutex guards it. The queue is bounded;
/// what the disk cannot follow is counted and dropped. A crash loses at most the queue: the sender was told of each.
final class QuarantineKeeper: Sendable {
    /// The most refused events that wait for the disk.
    static let maximumWaiting = 10_000
    /// The most bytes of text that wait for the disk.
    static let maximumWaitingBytes = 32 << 20

    private struct Queue {
        var waiting: [RefusedEvent] = []
        var bytes = 0
        var isWriting = false
        var idle: [CheckedContinuation<Void, Never>] = []
        var dropped = 0
    }

    private let store: LogStore
    private let maximum: Int
    private let logger: Logger
    private let queue = Mutex(Queue())

    /// A keeper of at most `maximum` refused events.
    init(store: LogStore, maximum: Int, logger: Logger) {
        (self.store, self.maximum, self.logger) = (store, maximum, logger)
    }

    /// How many refused events were not kept: the queue was full, or the disk refused.
    var dropped: Int { queue.withLock { $0.dropped } }

    /// Queues refused events; the first to come starts the writing.
    func keep(_ events: [RefusedEvent]) {
        guard maximum > 0, !events.isEmpty else { return }
        let startsWriting = queue.withLock { queue in
            for event in events {
                guard queue.waiting.count < Self.maximumWaiting, queue.bytes < Self.maximumWaitingBytes else {
                    queue.dropped += 1
                    continue
                }
                queue.waiting.append(event)
                queue.bytes += event.body.utf8.count
            }
            guard !queue.waiting.isEmpty else { return false }
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
                try await store.quarantine(batch, maximum: maximum)
            } catch {
                queue.withLock { $0.dropped += batch.count }
                logger.error("Refused events that the quarantine did not take: \(batch.count). \(error)")
            }
        }
    }

    /// What waits; nil, and those who wait for the end are told, when nothing does.
    private func nextBatch() -> [RefusedEvent]? {
        let (batch, idle) = queue.withLock { queue -> ([RefusedEvent], [CheckedContinuation<Void, Never>]) in
            let batch = queue.waiting
            (queue.waiting, queue.bytes) = ([], 0)
            guard batch.isEmpty else { return (batch, []) }
            queue.isWriting = false
            defer { queue.idle = [] }
            return ([], queue.idle)
        }
        for waiter in idle { waiter.resume() }
        return batch.isEmpty ? nil : batch
    }
}
