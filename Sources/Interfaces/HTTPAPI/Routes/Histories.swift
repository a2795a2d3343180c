import Domain
import Engine
import Hummingbird

/// What users and anonymous visitors did, newest first.
struct Histories: Sendable {
    /// The most lines one request answers.
    static let maximumLimit = 500

    let engine: Kindred

    /// Its routes.
    var routes: [Route] {
        [
            Route(.get, "/api/v1/users/{user_id}/history") { request, context in
                try answer(request, .user(try context.identifier("user_id")))
            },
            Route(.get, "/api/v1/sessions/{session_id}/history") { request, context in
                try answer(request, .session(try context.identifier("session_id")))
            },
        ]
    }

    private func answer(_ request: Request, _ visitor: Visitor) throws -> Response {
        let limit = try Query(request, names: "limit").integer("limit", in: 1...Self.maximumLimit, standard: 50)
        return .json(["history": .array(engine.history(of: visitor, limit: limit).map(\.json))])
    }
}

extension HistoryLine {
    /// The line as the API answers it.
    fileprivate var json: JSONValue {
        [
            "item_id": .string(item.value), "type": kind.map { .string($0.name) } ?? .null,
            "count": .integer(Int64(count)),
            "weight": .number(weight), "timestamp": .string(time.description),
        ]
    }
}
