import Domain
import Engine
import Hummingbird

/// Whether the server runs and can answer, what it holds, and what is suspicious in it.
struct Health: Sendable {
    let engine: Kindred
    let readiness: Readiness

    /// Its routes.
    var routes: [Route] {
        [
            Route(.get, "/api/v1/status", status),
            Route(.get, "/api/v1/checks") { _, _ in .json(.object(engine.checkStanding.json)) },
            Route(.get, "/health/live") { _, _ in .json(["status": "live"]) },
            Route(.get, "/health/ready", ready),
        ]
    }

    private func ready(_ request: Request, _ context: BasicRequestContext) throws -> Response {
        guard readiness.problem == nil else {
            throw Problem(.serviceUnavailable, "The last look at the data directory failed; the log says why.")
        }
        return .json(["status": "ready"])
    }

    private func status(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
        let status = await engine.status()
        return .json([
            "items": .integer(Int64(status.items)), "users": .integer(Int64(status.users)),
            "visitors": .integer(Int64(status.visitors)), "events": .integer(Int64(status.events)),
            "log_position": .integer(status.logPosition),
            "release": status.champion.map { .integer(Int64($0)) } ?? .null,
            "dropped_decisions": .integer(Int64(status.droppedDecisions)),
            "dropped_refusals": .integer(Int64(status.droppedRefusals)),
            "clock_ahead_seconds": status.clockAheadSeconds.map(JSONValue.number) ?? .null,
            "cache": .object(status.cache.json),
        ])
    }
}
