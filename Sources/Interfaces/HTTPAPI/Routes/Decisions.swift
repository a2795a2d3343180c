import Domain
import Engine
import Hummingbird

/// How lists came about: their records, the same again, and why an item is not in one.
struct Decisions: Sendable {
    let engine: Kindred
    let bodies: JSONBody

    /// Its routes.
    var routes: [Route] {
        [
            Route(.get, "/api/v1/decisions/{decision_id}", show),
            Route(.post, "/api/v1/decisions/{decision_id}/replay", replay),
            Route(.get, "/api/v1/why-not", whyNot),
        ]
    }

    private func show(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
        _ = try Query(request)
        return .json(.object(try await engine.decisionRecord(try context.identifier("decision_id")).json))
    }

    private func replay(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
        _ = try Query(request)
        let body = try await bodies.object(of: request, mayBeEmpty: true)
        let trial = try DecisionTrial(json: body)
        return .json(.object(try await engine.replay(try context.identifier("decision_id"), trial).json))
    }

    private func whyNot(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
        let query = try Query(
            request, names: "item_id", "user_id", "session_id", "placement", "page_item_id", "items", "limit",
            "strategy", "filter", "context")
        guard let item = try query.identifier("item_id", as: ItemID.self) else {
            throw FieldError("item_id", "is missing; name the item that is asked about")
        }
        let placement: Placement = try query.identifier("placement") ?? .home
        var asked = RecommendationRequest(
            decision: "why-not", placement: placement, user: try query.identifier("user_id"),
            item: try query.identifier("page_item_id"),
            limit: try query.integer(
                "limit", in: 1...RecommendationRequest.maximumLimit, standard: engine.standardLimit(of: placement)),
            time: Kindred.now())
        asked.session = try query.identifier("session_id")
        asked.items = try Self.items(try query.string("items"))
        asked.strategy = try query.string("strategy") ?? asked.strategy
        asked.filter = try query.string("filter")
        asked.context = try Self.context(try query.string("context"))
        do { return .json(.object(try await engine.whyNot(item, asked).json)) } catch let error as FieldError {
            // The field of the request that a list needs is the page's item, which has another name here.
            throw FieldError(error.field == "item_id" ? "page_item_id" : error.field, error.problem)
        }
    }

    /// The ids in `text`, with commas between.
    private static func items(_ text: String?) throws(FieldError) -> [ItemID] {
        var items: [ItemID] = []
        for part in (text ?? "").split(separator: ",", omittingEmptySubsequences: text?.isEmpty ?? true) {
            do { items.append(try ItemID(String(part))) } catch { throw FieldError("items", error.description) }
        }
        return items
    }

    /// The object that `text` is, as JSON.
    private static func context(_ text: String?) throws(FieldError) -> JSONObject {
        guard let text else { return [:] }
        guard let object = (try? JSONParser.parse(Array(text.utf8)))?.object else {
            throw FieldError("context", "is no JSON object; write it like {\"country\":\"CH\"}, with its escapes")
        }
        return object
    }
}
