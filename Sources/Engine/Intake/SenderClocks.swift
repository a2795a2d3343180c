import Logging
import Synchronization

/// What is known of the senders' clocks.
///
/// A class because the requests that notice and the status that tells share it; the mutex guards it.
final class SenderClocks: Sendable {
    /// The least time between two lines in the log about clocks.
    static let quiet = Duration.seconds(60)

    private let last = Mutex<(ahead: Double, logged: ContinuousClock.Instant)?>(nil)

    /// By how many seconds the last clock that differed was ahead; nil when none has.
    var lastAheadSeconds: Double? { last.withLock { $0?.ahead } }

    /// Notes a clock that differs, and says so in the log once a minute.
    func note(aheadSeconds: Double, at instant: ContinuousClock.Instant = .now, _ logger: Logger) {
        let isNews = last.withLock { last in
            let isNews = last.map { instant - $0.logged >= Self.quiet } ?? true
            last = (aheadSeconds, isNews ? instant : last?.logged ?? instant)
            return isNews
        }
        guard isNews else { return }
        logger.warning(
            "A sender's clock is \(abs(aheadSeconds)) s \(aheadSeconds < 0 ? "behind" : "ahead of") this machine's.")
    }
}
