import Domain
import Engine
import Hummingbird

/// Lists for a user, for a placement, and for an item's page.
struct Recommendations: Sendable {
    let engine: Kindred
    let bodies: JSONBody

    /// How long a list is when nobody says.
    static let standardLimit = 10

    /// Its routes. The target is a user for GET and a placement for POST: an address has one name for a capture,
    /// in the router as in OpenAPI.
    var routes: [Route] {
        [
            Route(.get, "/api/v1/recommendations/{target}", forUser),
            Route(.post, "/api/v1/recommendations/{target}", forPlacement),
            Route(.get, "/api/v1/similar/{item_id}", similar),
        ]
    }

    private func forUser(_ request: Request, _ context: BasicRequestContext) throws -> Response {
        let target = context.parameters["target"] ?? ""
        return try answer(self.request(forUser: target, query: request.uri.query))
    }

    /// What `GET /api/v1/recommendations/{user_id}?query` asks for, both still with their escapes.
    /// - Throws: `FieldError`.
    func request(forUser target: Substring, query text: String?) throws(FieldError) -> RecommendationRequest {
        let query = try Query(text, names: ["limit", "placement", "item_id"])
        return RecommendationRequest(
            decision: engine.newDecisionID(),
            placement: try query.identifier("placement") ?? .home,
            user: try identifier(escaped: target, field: "user_id"),
            item: try query.identifier("item_id"),
            limit: try limit(query),
            time: Kindred.now())
    }

    private func similar(_ request: Request, _ context: BasicRequestContext) throws -> Response {
        let query = try Query(request, names: "limit")
        return try answer(
            RecommendationRequest(
                decision: engine.newDecisionID(), placement: .similar, item: try context.identifier("item_id"),
                limit: try limit(query), time: Kindred.now()))
    }

    private func forPlacement(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
        _ = try Query(request)
        let target = context.parameters["target"] ?? ""
        let placement: Placement = try identifier(escaped: target, field: "placement")
        let body = try await bodies.object(of: request, mayBeEmpty: true)
        return try answer(self.request(for: placement, body: body))
    }

    /// What `POST /api/v1/recommendations/{placement}` with `body` asks for.
    /// - Throws: `FieldError`.
    func request(for placement: Placement, body: JSONObject) throws(FieldError) -> RecommendationRequest {
        var fields = FieldReader(body)
        var asked = RecommendationRequest(
            decision: engine.newDecisionID(), placement: placement,
            user: try fields.identifier("user_id"), item: try fields.identifier("item_id"),
            limit: try Self.limit(&fields), time: Kindred.now())
        asked.session = try fields.identifier("session_id")
        asked.items = try Self.items("items", &fields)
        asked.exclude = Set(try Self.items("exclude", &fields))
        asked.context = try fields.object("context") ?? [:]
        if let unknown = fields.remaining.members.first(where: { $0.value != .null }) {
            throw FieldError(unknown.name, "is no field of this request; /openapi.yaml lists the fields")
        }
        return asked
    }

    private func answer(_ request: RecommendationRequest) throws -> Response {
        .json(.object(try engine.recommend(request).json))
    }

    private func limit(_ query: Query) throws(FieldError) -> Int {
        try query.integer("limit", in: 1...RecommendationRequest.maximumLimit, standard: Self.standardLimit)
    }

    private static func limit(_ fields: inout FieldReader) throws(FieldError) -> Int {
        guard let number = try fields.integer("limit") else { return standardLimit }
        guard let limit = Int(exactly: number) else { throw FieldError("limit", "is \(number)") }
        return limit
    }

    private static func items(_ name: String, _ fields: inout FieldReader) throws(FieldError) -> [ItemID] {
        var items: [ItemID] = []
        for (index, text) in (try fields.strings(name) ?? []).enumerated() {
            do { items.append(try ItemID(text)) } catch { throw FieldError("\(name)[\(index)]", error.description) }
        }
        return items
    }
}
