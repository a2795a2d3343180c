import Domain
import Logging
import Store
import Synchronization

/// Writes decisions to the log behind the answers, as many as the settings let through.
///
/// Decisions are records of what was shown, not acknowledged writes.
///
/// A class because all who answer share the allowance; the mutex guards it.
final class DecisionRecorder: Sendable {
    /// The most decisions that wait for the disk.
    static let maximumWaiting = 10_000
    /// About how many bytes they may take.
    static let maximumWaitingBytes = 64 << 20
    /// For how long decisions are gathered for one transaction.
    static let gathering = Duration.milliseconds(20)

    private let queue: WriteBehind<LogEntry>
    private let allowance: Mutex<Allowance>

    /// A recorder that lets `perSecond` decisions through, and ten seconds' worth of them at once.
    init(store: LogStore, perSecond: Int, logger: Logger) {
        allowance = Mutex(Allowance(perSecond: perSecond))
        queue = WriteBehind(
            name: "Decisions not recorded", maximum: Self.maximumWaiting, maximumBytes: Self.maximumWaitingBytes,
            gathering: Self.gathering, logger: logger, size: Self.memoryBytes
        ) {
            _ = try await store.appendGrouped($0)
        }
    }

    private static func memoryBytes(of entry: LogEntry) -> Int {
        guard case .decision(let decision, _) = entry else { return 0 }
        return decision.recommendations.count * MemoryLayout<Recommendation>.stride
            + (decision.request?.memoryBytes ?? 0)
    }

    /// How many decisions were not recorded: there were too many, or the disk refused.
    var dropped: Int { queue.dropped }

    /// Queues a decision before it returns, so that ``drain()`` waits for it. One that is not let through is not even made.
    func record(_ decision: @autoclosure () -> Decision, visitor: Visitor?) {
        guard allowance.withLock({ $0.take(at: .now) }) else { return queue.drop(1) }
        var decision = decision()
        decision.nextCursor = nil
        queue.add([.decision(decision, visitor: visitor)])
    }

    /// Whether nothing waits to be written.
    var isIdle: Bool { queue.isIdle }

    /// Waits until everything queued so far is written.
    func drain() async { await queue.drain() }
}
