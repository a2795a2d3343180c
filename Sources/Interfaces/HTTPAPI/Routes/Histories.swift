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
        let page = engine.history(of: visitor, try Self.query(request))
        return .json([
            "history": .array(page.lines.map(\.json)),
            "next_cursor": page.next.map { .string($0.description) } ?? .null,
        ])
    }

    private static func query(_ request: Request) throws(FieldError) -> HistoryQuery {
        let given = try Query(request, names: "limit", "cursor", "type", "since")
        var query = HistoryQuery(limit: try given.integer("limit", in: 1...maximumLimit, standard: 50))
        if let text = try given.string("type") {
            guard let kind = EventKind(text) else {
                throw FieldError("type", "is no event type; give one like purchase")
            }
            query.kind = kind
        }
        if let text = try given.string("since") {
            guard let time = Timestamp(rfc3339: text) else {
                throw FieldError("since", "is no RFC 3339 time; write it like 2026-11-21T07:30:00Z")
            }
            query.since = time
        }
        if let text = try given.string("cursor") {
            guard let cursor = HistoryCursor(text) else {
                throw FieldError("cursor", "is no cursor; give the next_cursor of the page before, or leave it out")
            }
            query.cursor = cursor
        }
        return query
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
