import Foundation

/// What a run came to.
struct Report {
    /// How many events were acknowledged as new.
    let accepted: Int
    /// From the first request to the last answer, in seconds.
    let seconds: Double
    /// From each request to its answer, in nanoseconds.
    var nanoseconds: [UInt64]

    /// One JSON line: rates, latencies in milliseconds, and the server's processor time an event in microseconds.
    func line(_ options: Options, serverSeconds: Double, serverMegabytes: Double) -> String {
        let sorted = nanoseconds.sorted()
        func milliseconds(_ share: Double) -> Double {
            guard !sorted.isEmpty else { return 0 }
            return Double(sorted[min(sorted.count - 1, Int(share * Double(sorted.count)))]) / 1e6
        }
        return String(
            format: """
                {"load": "%@", "ids": "%@", "connections": %d, "events": %d, "seconds": %.3f, "events_per_second": %.0f, \
                "p50_ms": %.3f, "p99_ms": %.3f, "p999_ms": %.3f, "maximum_ms": %.3f, "server_us_per_event": %.2f, \
                "server_mb": %.0f}
                """,
            options.load.rawValue, options.ids.rawValue, options.connections, accepted, seconds,
            Double(accepted) / seconds, milliseconds(0.5), milliseconds(0.99), milliseconds(0.999), milliseconds(1),
            serverSeconds / Double(max(1, accepted)) * 1e6, serverMegabytes)
    }
}

/// What one connection counted. A class because the thread that runs it and the one that waits share it.
final class Tally: @unchecked Sendable {
    private let lock = NSLock()
    private var accepted = 0
    private var nanoseconds: [UInt64] = []
    private var problem: (any Error)?

    /// Adds one answer.
    func add(_ events: Int, _ took: UInt64) {
        lock.withLock {
            accepted += events
            nanoseconds.append(took)
        }
    }

    /// Remembers why a connection gave up.
    func fail(_ error: any Error) { lock.withLock { problem = error } }

    /// The sum over all connections.
    func report(seconds: Double) throws -> Report {
        try lock.withLock {
            if let problem { throw problem }
            return Report(accepted: accepted, seconds: seconds, nanoseconds: nanoseconds)
        }
    }
}

/// The steady clock, in nanoseconds.
func nanosecondsNow() -> UInt64 { DispatchTime.now().uptimeNanoseconds }
