import Domain
import Engine
import Hummingbird

/// The events that were refused and wait to be looked at.
struct Quarantine: Sendable {
    /// The most events one request answers.
    static let maximumLimit = 100

    let engine: Kindred

    /// Its routes.
    var routes: [Route] { [Route(.get, "/api/v1/quarantine", list)] }

    private func list(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
        let query = try Query(request, names: "limit", "reason")
        let limit = try query.integer("limit", in: 1...Self.maximumLimit, standard: 20)
        let reason = try query.text("reason")
        let events = try await engine.quarantined(reason: reason.isEmpty ? nil : reason, limit: limit)
        return .json(["events": .array(events.map { .object($0.json) })])
    }
}
