import Engine
import Logging
import ServiceLifecycle
import Synchronization

/// Has the engine look, once a second, for what other processes wrote: imports, and a new champion.
struct RefreshService: Service {
    /// How often it looks.
    static let period = Duration.seconds(1)

    let engine: Kindred
    let readiness: Readiness
    let logger: Logger

    /// Looks until the server stops.
    func run() async throws {
        try? await cancelWhenGracefulShutdown {
            while true {
                try await Task.sleep(for: Self.period)
                refresh()
            }
        }
    }

    private func refresh() {
        do {
            try engine.refresh()
            readiness.succeeded()
        } catch {
            if readiness.failed("\(error)") { logger.error("The engine cannot refresh: \(error)") }
        }
    }
}

/// Has the engine keep its state on disk, so that the next start is quick and memory stays within its budget.
struct StateService: Service {
    /// How many times as long as it took to write a snapshot nothing is written: events that come in meanwhile cost
    /// more, because what they change is copied.
    static let rest = 4

    let engine: Kindred

    /// Looks until the server stops.
    func run() async throws {
        let period = Duration.seconds(engine.config.snapshots.seconds)
        try? await cancelWhenGracefulShutdown {
            var pause = period
            while true {
                try await Task.sleep(for: pause)
                pause = max(period, await keepState() * Self.rest)
            }
        }
    }

    /// Keeps the state, and says how long it took.
    private func keepState() async -> Duration {
        let start = ContinuousClock.now
        // A thread of its own: writing takes seconds, and requests need the tasks' few threads.
        await BackgroundWork.run(isLowered: false) { engine.keepState() }
        return .now - start
    }
}

/// Whether the engine's last refresh went well.
///
/// A class because the service that writes it and the health check that reads it share it.
final class Readiness: Sendable {
    private let state = Mutex<String?>(nil)

    /// What went wrong in the last refresh; nil when nothing did.
    var problem: String? { state.withLock { $0 } }

    /// Notes that a refresh went well.
    func succeeded() { state.withLock { $0 = nil } }

    /// Notes what went wrong; true when that is new, so that one lasting failure is one line in the log.
    func failed(_ problem: String) -> Bool {
        state.withLock { last in
            defer { last = problem }
            return last != problem
        }
    }
}
