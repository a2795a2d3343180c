import Dispatch
import Synchronization

/// Answers questions that take long, one at a time, on a thread of their own: who waits for a list does not wait for them.
///
/// Who asks while another question is answered waits for their turn: so many at most, and not longer than some seconds.
/// A class because those who ask share the one thread.
final class QuestionDesk: Sendable {
    /// How many may wait.
    private let places: Int
    /// After how many seconds who was turned away may come again.
    private static let retrySeconds = 2
    private let waiting = Mutex(0)
    private let queue = DispatchQueue(label: "kindred.questions", qos: .utility)

    /// A desk at which `places` may wait.
    init(places: Int = 16) { self.places = places }

    /// How many wait for their turn.
    var waitingCount: Int { waiting.withLock { $0 } }

    /// What `work` comes to, once it had its turn within `patienceMs` milliseconds.
    /// - Throws: ``DecisionError/busy(retryAfterSeconds:)`` where too many wait already, or the others took too long; what
    ///   `work` throws.
    func answer<Result: Sendable>(
        patienceMs: Int = 10_000, _ work: @escaping @Sendable () throws -> Result
    ) async throws -> Result {
        let hasPlace = waiting.withLock { waiting in
            guard waiting < places else { return false }
            waiting += 1
            return true
        }
        guard hasPlace else { throw DecisionError.busy(retryAfterSeconds: Self.retrySeconds) }
        let turn = Turn()
        return try await withCheckedThrowingContinuation { continuation in
            queue.async {
                guard turn.end() else { return }
                self.leave()
                continuation.resume(with: Swift.Result { try work() })
            }
            DispatchQueue.global(qos: .utility).asyncAfter(deadline: .now() + .milliseconds(patienceMs)) {
                guard turn.end() else { return }
                self.leave()
                continuation.resume(throwing: DecisionError.busy(retryAfterSeconds: Self.retrySeconds))
            }
        }
    }

    /// Gives up a place.
    private func leave() { waiting.withLock { $0 -= 1 } }
}

/// The wait of one who asked. A class because the thread that answers and the clock share it: one of them ends it.
private final class Turn: Sendable {
    private let isOver = Atomic(false)

    /// Ends the wait; false where it is over already.
    func end() -> Bool {
        isOver.compareExchange(expected: false, desired: true, ordering: .acquiringAndReleasing).exchanged
    }
}
