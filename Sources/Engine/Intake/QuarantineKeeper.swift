import Domain
import Logging
import Store

/// Writes refused events to the quarantine behind the answers: refusals neither slow nor fail what is accepted.
///
/// What is dropped or lost in a crash the sender was told of.
struct QuarantineKeeper: Sendable {
    /// The most refused events that wait for the disk.
    static let maximumWaiting = 10_000
    /// The most bytes of text that wait for the disk.
    static let maximumWaitingBytes = 32 << 20

    private let maximum: Int
    private let queue: WriteBehind<RefusedEvent>

    /// A keeper of at most `maximum` refused events.
    init(store: LogStore, maximum: Int, logger: Logger) {
        self.maximum = maximum
        queue = WriteBehind(
            name: "Refused events that the quarantine did not take", maximum: Self.maximumWaiting,
            maximumBytes: Self.maximumWaitingBytes, logger: logger, size: { $0.body.utf8.count },
            write: { try await store.quarantine($0, maximum: maximum) })
    }

    /// How many refused events were not kept: the queue was full, or the disk refused.
    var dropped: Int { queue.dropped }

    /// Queues refused events.
    func keep(_ events: [RefusedEvent]) {
        if maximum > 0, !events.isEmpty { queue.add(events) }
    }

    /// Waits until everything queued so far is written.
    func drain() async { await queue.drain() }
}
