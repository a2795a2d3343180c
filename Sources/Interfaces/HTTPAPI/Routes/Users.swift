import Domain
import Engine
import HTTPTypes
import Hummingbird

/// The users, one by one, and a look-up for people.
struct Users: Sendable {
    /// The most users one look-up answers.
    static let maximumLimit = 100

    let engine: Kindred
    let bodies: JSONBody
    let turns: Turns

    /// Its routes.
    var routes: [Route] {
        [
            Route(.get, "/api/v1/users", find),
            Route(.get, "/api/v1/users/{user_id}", get),
            Route(.put, "/api/v1/users/{user_id}", put),
            Route(.patch, "/api/v1/users/{user_id}", patch),
            Route(.delete, "/api/v1/users/{user_id}", delete),
        ]
    }

    private func find(_ request: Request, _ context: BasicRequestContext) throws -> Response {
        let query = try Query(request, names: "query", "limit")
        let limit = try query.integer("limit", in: 1...Self.maximumLimit, standard: 20)
        let users = engine.users(matching: try query.text("query"), limit: limit)
        return .json([
            "users": .array(
                users.map { ["user_id": .string($0.id.value), "history_length": .integer(Int64($0.historyLength))] })
        ])
    }

    private func get(_ request: Request, _ context: BasicRequestContext) throws -> Response {
        guard let user = engine.user(try context.identifier("user_id")) else { throw Self.unknown }
        return .json(.object(user.json))
    }

    private func put(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
        let id: UserID = try context.identifier("user_id")
        let user = try User(json: try await bodies.object(of: request, mayBeEmpty: true), id: id)
        let isNew = try await turns.take("user \(id)") { try await engine.put(user) }
        return .json(.object(user.json), status: isNew ? .created : .ok)
    }

    private func patch(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
        let id: UserID = try context.identifier("user_id")
        let patch = try await bodies.object(of: request)
        return try await turns.take("user \(id)") {
            guard let old = engine.user(id) else { throw Self.unknown }
            let user = try User(json: old.json.merging(patch: patch), id: id)
            _ = try await engine.put(user)
            return .json(.object(user.json))
        }
    }

    private func delete(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
        let id: UserID = try context.identifier("user_id")
        guard try await turns.take("user \(id)", { try await engine.removeUser(id) }) else { throw Self.unknown }
        return Response(status: .noContent)
    }

    private static let unknown = Problem(
        .notFound, "There is no user record with this id; events alone make none. PUT makes one.")
}
