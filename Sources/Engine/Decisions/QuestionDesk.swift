import Dispatch
import Synchronization

/// Answers questions that take long, one at a time, on a thread of their own: who waits for a list does not wait for them.
///
/// A class because those who ask share the one thread.
final class QuestionDesk: Sendable {
    private let isBusy = Atomic(false)
    private let queue = DispatchQueue(label: "kindred.questions", qos: .utility)

    /// What `work` comes to.
    /// - Throws: ``DecisionError/busy(retryAfterSeconds:)`` while another one is at work; what `work` throws.
    func answer<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws -> Result {
        guard isBusy.compareExchange(expected: false, desired: true, ordering: .acquiring).exchanged else {
            throw DecisionError.busy(retryAfterSeconds: 1)
        }
        return try await withCheckedThrowingContinuation { continuation in
            queue.async {
                let result = Swift.Result { try work() }
                self.isBusy.store(false, ordering: .releasing)
                continuation.resume(with: result)
            }
        }
    }
}
