import Logging
import Synchronization

/// Writes what is handed over behind the answers, so that no answer waits for the disk.
///
/// A class because those who hand over and the one who writes share the queue; the mutex guards it. The queue is bounded:
/// what the disk cannot follow is counted and dropped rather than kept in memory without end. A crash loses at most the
/// queue.
final class WriteBehind<Element: Sendable>: Sendable {
    private struct Queue {
        var waiting: [Element] = []
        var bytes = 0
        var isWriting = false
        var idle: [CheckedContinuation<Void, Never>] = []
        var dropped = 0
    }

    private let name: String
    private let (maximum, maximumBytes): (Int, Int)
    private let gathering: Duration
    private let logger: Logger
    private let size: @Sendable (Element) -> Int
    private let write: @Sendable ([Element]) async throws -> Void
    private let queue = Mutex(Queue())
    /// Spares a disk that refuses, and the log a line a batch.
    private let breaker = Breaker()

    /// A queue of up to `maximum` elements, and so many of `maximumBytes` by `size` that the last begins within them.
    ///
    /// - Parameters:
    ///   - name: What is lost when `write` throws, for the log: `Decisions not recorded`.
    ///   - gathering: For how long a batch waits for more before it is written: a commit costs as much for one as for
    ///     many.
    ///   - write: Makes the elements durable; called for one batch at a time.
    init(
        name: String, maximum: Int, maximumBytes: Int = .max, gathering: Duration = .zero, logger: Logger,
        size: @escaping @Sendable (Element) -> Int = { _ in 0 },
        write: @escaping @Sendable ([Element]) async throws -> Void
    ) {
        (self.name, self.maximum, self.maximumBytes, self.logger) = (name, maximum, maximumBytes, logger)
        (self.gathering, self.size, self.write) = (gathering, size, write)
    }

    /// How many elements were not written: the queue was full, or the disk refused.
    var dropped: Int { queue.withLock { $0.dropped } }

    /// Whether nothing waits to be written.
    var isIdle: Bool { queue.withLock { !$0.isWriting } }

    /// Counts `count` elements that are not even handed over.
    func drop(_ count: Int) { queue.withLock { $0.dropped += count } }

    /// Queues elements before it returns, so that ``drain()`` waits for them; the first to come start the writing.
    func add(_ elements: [Element]) {
        let startsWriting = queue.withLock { queue in
            for element in elements {
                guard queue.waiting.count < maximum, queue.bytes < maximumBytes else {
                    queue.dropped += 1
                    continue
                }
                queue.waiting.append(element)
                queue.bytes += size(element)
            }
            guard !queue.waiting.isEmpty else { return false }
            defer { queue.isWriting = true }
            return !queue.isWriting
        }
        if startsWriting { BackgroundWork.start(writeAll) }
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

    private func writeAll() async {
        while true {
            await gather()
            BackgroundWork.giveWay()
            guard let (batch, waiters) = nextBatch() else { return }
            await writeOne(batch)
            for waiter in waiters { waiter.resume() }
        }
    }

    private func writeOne(_ batch: [Element]) async {
        guard let passage = breaker.begin() else { return drop(batch.count) }
        do {
            try await write(batch)
            breaker.end(passage, isWell: true)
        } catch {
            breaker.end(passage, isWell: false)
            drop(batch.count)
            logger.error("\(name): \(batch.count). \(error)")
        }
    }

    /// Waits for others to come, unless somebody waits for the end or nothing is there.
    private func gather() async {
        let isWorthIt = queue.withLock { $0.idle.isEmpty && !$0.waiting.isEmpty }
        if isWorthIt, gathering > .zero { try? await Task.sleep(for: gathering) }
    }

    /// What waits, and who is to be told when it is written; nil, and they are told, when nothing does.
    private func nextBatch() -> (batch: [Element], waiters: [CheckedContinuation<Void, Never>])? {
        let (batch, waiters) = queue.withLock { queue -> ([Element], [CheckedContinuation<Void, Never>]) in
            defer { (queue.waiting, queue.bytes, queue.idle) = ([], 0, []) }
            queue.isWriting = !queue.waiting.isEmpty
            return (queue.waiting, queue.idle)
        }
        guard batch.isEmpty else { return (batch, waiters) }
        for waiter in waiters { waiter.resume() }
        return nil
    }
}
