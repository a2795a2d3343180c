import Engine
import Logging
import ServiceLifecycle

/// Has the engine remove, once a day, what is older than the settings keep it.
struct RetentionService: Service {
    let engine: Kindred
    let logger: Logger
    /// How long after the start it removes for the first time: soon, for a server that is started every night.
    var delay = Duration.seconds(60)
    /// How often it removes after that.
    var period = Duration.seconds(24 * 3600)

    /// Removes until the server stops.
    func run() async throws {
        guard !engine.config.retention.keepsEverything else { return try await gracefulShutdown() }
        try? await cancelWhenGracefulShutdown {
            try await Task.sleep(for: delay)
            while true {
                // A thread of its own: it takes seconds, and requests need the tasks' few threads.
                await BackgroundWork.run { remove() }
                try await Task.sleep(for: period)
            }
        }
    }

    private func remove() {
        do {
            _ = try engine.applyRetention()
        } catch {
            logger.error("Old records were not removed; the next try is in a day. \(error)")
        }
    }
}
