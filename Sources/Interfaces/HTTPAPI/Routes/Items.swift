import Domain
import Engine
import HTTPTypes
import Hummingbird

/// The catalogue, item by item, and a look-up for people.
struct Items: Sendable {
    /// The most items one look-up answers.
    static let maximumLimit = 100

    let engine: Kindred
    let bodies: JSONBody
    let turns: Turns

    /// Its routes.
    var routes: [Route] {
        [
            Route(.get, "/api/v1/items", find),
            Route(.get, "/api/v1/items/{item_id}", get),
            Route(.put, "/api/v1/items/{item_id}", put),
            Route(.patch, "/api/v1/items/{item_id}", patch),
            Route(.delete, "/api/v1/items/{item_id}", delete),
        ]
    }

    /// Items by their ids (`id=a&id=b`), or those that match a text.
    private func find(_ request: Request, _ context: BasicRequestContext) throws -> Response {
        let query = try Query(request, names: "query", "limit", "id")
        let limit = try query.integer("limit", in: 1...Self.maximumLimit, standard: 20)
        let ids = query.all("id")
        guard ids.count <= Self.maximumLimit else {
            throw FieldError("id", "is given \(ids.count) times; \(Self.maximumLimit) is the most")
        }
        let text = try query.text("query")
        let items = ids.isEmpty ? engine.items(matching: text, limit: limit) : try named(ids)
        return .json(["items": .array(items.map { .object($0.json) })])
    }

    private func named(_ ids: [String]) throws(FieldError) -> [Item] {
        var items: [Item] = []
        for text in ids {
            do {
                if let item = engine.item(try ItemID(text)) { items.append(item) }
            } catch { throw FieldError("id", error.description) }
        }
        return items
    }

    private func get(_ request: Request, _ context: BasicRequestContext) throws -> Response {
        guard let item = engine.item(try context.identifier("item_id")) else { throw Self.unknown }
        return .json(.object(item.json))
    }

    private func put(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
        let id: ItemID = try context.identifier("item_id")
        let item = try Item(json: try await bodies.object(of: request), id: id)
        let isNew = try await turns.take("item \(id)") { try await engine.put(item) }
        return .json(.object(item.json), status: isNew ? .created : .ok)
    }

    private func patch(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
        let id: ItemID = try context.identifier("item_id")
        let patch = try await bodies.object(of: request)
        guard let outcome = try await engine.change([.patch(id, patch)]).first, outcome != .unknown else {
            throw Self.unknown
        }
        if case .refused(let error) = outcome { throw error }
        guard let item = engine.item(id) else { throw Self.unknown }
        return .json(.object(item.json))
    }

    private func delete(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
        let id: ItemID = try context.identifier("item_id")
        guard try await turns.take("item \(id)", { try await engine.removeItem(id) }) else { throw Self.unknown }
        return Response(status: .noContent)
    }

    private static let unknown = Problem(.notFound, "There is no item with this id. PUT makes one.")
}
