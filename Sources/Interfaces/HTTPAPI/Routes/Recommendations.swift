import Domain
import Engine
import Hummingbird

/// Lists for a user, for a placement, and for an item's page.
struct Recommendations: Sendable {
    let engine: Kindred
    let bodies: JSONBody

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
        return try answer(
            self.request(
                forUser: target, query: request.uri.query, acceptLanguage: request.headers[.acceptLanguage]))
    }

    /// What `GET /api/v1/recommendations/{user_id}?query` asks for, both still with their escapes.
    ///
    /// - Parameter header: The header `Accept-Language`, which counts where the query names no language.
    /// - Throws: `FieldError`.
    func request(
        forUser target: Substring, query text: String?, acceptLanguage header: String?
    ) throws(FieldError) -> RecommendationRequest {
        let query = try Query(
            text, names: ["limit", "placement", "item_id", "strategy", "cursor", "filter", "language"])
        let placement: Placement = try query.identifier("placement") ?? .home
        var asked = RecommendationRequest(
            decision: engine.newDecisionID(), placement: placement,
            user: try identifier(escaped: target, field: "user_id"), item: try query.identifier("item_id"),
            limit: try limit(query, placement), time: Kindred.now())
        asked.strategy = try query.string("strategy") ?? asked.strategy
        asked.filter = try query.string("filter")
        asked.languages = try languages(query, header)
        asked.cursor = try RecommendationRequest.cursor(try query.string("cursor"), of: asked)
        return asked
    }

    private func similar(_ request: Request, _ context: BasicRequestContext) throws -> Response {
        let query = try Query(request, names: "limit", "filter", "language")
        var asked = RecommendationRequest(
            decision: engine.newDecisionID(), placement: .similar, item: try context.identifier("item_id"),
            limit: try limit(query, .similar), time: Kindred.now())
        asked.filter = try query.string("filter")
        asked.languages = try languages(query, request.headers[.acceptLanguage])
        return try answer(asked)
    }

    /// The language that the query names, else those of the header.
    private func languages(_ query: Query, _ header: String?) throws(FieldError) -> [String] {
        if let language = try query.string("language") { return [language] }
        return header.map(LanguageTag.accepted) ?? []
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
        try RecommendationRequest(
            json: body, placement: placement, decision: engine.newDecisionID(),
            standardLimit: engine.standardLimit(of: placement), time: Kindred.now())
    }

    private func answer(_ request: RecommendationRequest) throws -> Response {
        var bytes: [UInt8] = []
        if !engine.answerAgain(request, into: &bytes) { try engine.recommend(request).write(to: &bytes) }
        return .json(bytes)
    }

    private func limit(_ query: Query, _ placement: Placement) throws(FieldError) -> Int {
        try query.integer(
            "limit", in: 1...RecommendationRequest.maximumLimit, standard: engine.standardLimit(of: placement))
    }
}
