import Domain
import Engine
import Hummingbird

/// What a user asks not to see again: an item, a brand or a category.
struct Hiding: Sendable {
    let engine: Kindred
    let bodies: JSONBody

    /// Its routes.
    var routes: [Route] {
        let path = "/api/v1/users/{user_id}/hide"
        return [Route(.get, path, list), Route(.post, path, hide), Route(.delete, path, show)]
    }

    private func list(_ request: Request, _ context: BasicRequestContext) throws -> Response {
        _ = try Query(request)
        return .json(.object(report(try context.identifier("user_id"))))
    }

    private func hide(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
        _ = try Query(request)
        let user: UserID = try context.identifier("user_id")
        var fields = FieldReader(try await bodies.object(of: request))
        let (item, category, brand): (ItemID?, String?, String?) = (
            try fields.identifier("item_id"), try fields.string("category"), try fields.string("brand")
        )
        if let unknown = fields.remaining.members.first {
            let near = NearestName.of(unknown.name, among: ["item_id", "category", "brand"])
            let advice = near.map { "did you mean \"\($0)\"?" } ?? "give item_id, category or brand"
            throw FieldError(unknown.name, "cannot be hidden; \(advice)")
        }
        return try await change(
            try Self.thing(item: item, category: category, brand: brand), user, isHidden: true)
    }

    private func show(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
        let user: UserID = try context.identifier("user_id")
        let query = try Query(request, names: "item_id", "category", "brand")
        let thing = try Self.thing(
            item: try query.identifier("item_id"), category: try query.string("category"),
            brand: try query.string("brand"))
        return try await change(thing, user, isHidden: false)
    }

    private func change(_ thing: Hideable, _ user: UserID, isHidden: Bool) async throws -> Response {
        let isChanged = try await engine.setHidden(thing, for: user, isHidden)
        var report = report(user)
        report["changed"] = .bool(isChanged)
        return .json(.object(report))
    }

    private func report(_ user: UserID) -> JSONObject {
        let hidden = engine.hiddenThings(of: user)
        return [
            "user_id": .string(user.value), "items": .array(hidden.items.map { .string($0.value) }),
            "brands": .array(hidden.brands.map { .string($0) }),
            "categories": .array(hidden.categories.map { .string($0) }),
        ]
    }

    /// The one thing that is named.
    private static func thing(item: ItemID?, category: String?, brand: String?) throws(FieldError) -> Hideable {
        let traits = [("brand", brand.map(HiddenTrait.brand)), ("category", category.map(HiddenTrait.category))]
        let given = [item.map(Hideable.item)] + traits.map { $0.1.map(Hideable.trait) }
        for (field, trait) in traits {
            guard let name = trait?.name else { continue }
            guard (1...HiddenTrait.maximumBytes).contains(name.utf8.count) else {
                throw FieldError(
                    field, "has \(name.utf8.count) bytes; a name has 1 to \(HiddenTrait.maximumBytes)")
            }
        }
        let named = given.compactMap { $0 }
        guard let first = named.first else {
            throw FieldError("item_id", "is missing, and so are \"category\" and \"brand\"; name what to hide")
        }
        guard named.count == 1 else {
            throw FieldError("item_id", "is not alone; name one item, category or brand a call")
        }
        return first
    }
}
