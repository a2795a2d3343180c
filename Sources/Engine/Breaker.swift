import Synchronization

/// Keeps those who answer away from something that fails or hangs, and tries it again now and then.
///
/// Closed lets everybody through. After ``failures`` failures in a row it opens: for ``rest`` nobody gets through, then one
/// tries; if that goes well it closes, otherwise it stays open twice as long as before, up to ``longestRest``. While one who
/// got through is at it for longer than ``patience`` nobody else gets through either, so that what hangs holds up one thread
/// and not all. *Source:* Nygard 2018, "Release It!", 2nd edition, chapter 5.
///
/// A class because all who answer share it; the mutex guards it.
final class Breaker: Sendable {
    /// After how many failures in a row it opens.
    static let failures = 3
    /// For how long nobody gets through once it opened.
    static let rest = Duration.seconds(1)
    /// The longest rest.
    static let longestRest = Duration.seconds(8)
    /// After how long one who got through counts as hanging.
    static let patience = Duration.milliseconds(500)

    private struct State {
        var failures = 0
        var rest = Breaker.rest
        /// When it lets one through again; nil while it is closed.
        var opensAt: ContinuousClock.Instant?
        var underway: [UInt64: ContinuousClock.Instant] = [:]
        var last: UInt64 = 0
    }

    private let state = Mutex(State())

    /// Who got through, to be handed back to ``end(_:isWell:at:)``.
    struct Passage: Hashable, Sendable {
        fileprivate let number: UInt64
    }

    /// Whether it is closed, and nobody hangs.
    func isClosed(at now: ContinuousClock.Instant = .now) -> Bool {
        state.withLock { $0.opensAt == nil && !Self.hangs($0, now) }
    }

    /// Lets one through; nil where it is open, or somebody hangs.
    func begin(at now: ContinuousClock.Instant = .now) -> Passage? {
        state.withLock { state in
            guard !Self.hangs(state, now) else { return nil }
            if let opensAt = state.opensAt {
                guard now >= opensAt, state.underway.isEmpty else { return nil }
            }
            state.last += 1
            state.underway[state.last] = now
            return Passage(number: state.last)
        }
    }

    /// Notes how it went with one who got through.
    func end(_ passage: Passage, isWell: Bool, at now: ContinuousClock.Instant = .now) {
        state.withLock { state in
            state.underway[passage.number] = nil
            if isWell { return (state.failures, state.opensAt, state.rest) = (0, nil, Self.rest) }
            state.failures += 1
            guard state.failures >= Self.failures else { return }
            if let opensAt = state.opensAt {
                // Those who were under way when it opened tell nothing new.
                guard now >= opensAt else { return }
                state.rest = min(state.rest * 2, Self.longestRest)
            }
            state.opensAt = now + state.rest
        }
    }

    /// Does `work` where it may get through.
    /// - Throws: ``EngineError/late(retryAfterSeconds:)`` where it may not; what `work` throws, which counts as a failure.
    func run<Result>(_ work: () throws -> Result) throws -> Result {
        guard let passage = begin() else { throw EngineError.late(retryAfterSeconds: 1) }
        do {
            let result = try work()
            end(passage, isWell: true)
            return result
        } catch {
            end(passage, isWell: false)
            throw error
        }
    }

    private static func hangs(_ state: State, _ now: ContinuousClock.Instant) -> Bool {
        state.underway.values.contains { now - $0 > patience }
    }
}
