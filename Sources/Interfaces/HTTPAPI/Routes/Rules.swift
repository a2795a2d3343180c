import Domain
import Engine
import Hummingbird

/// The rules that lists obey, and what there is to say about others before they do.
struct Rules: Sendable {
    let engine: Kindred
    let bodies: JSONBody

    /// Its routes.
    var routes: [Route] {
        [Route(.get, "/api/v1/rules", list), Route(.post, "/api/v1/rules/check", check)]
    }

    private func list(_ request: Request, _ context: BasicRequestContext) throws -> Response {
        _ = try Query(request)
        return .json(.object(try engine.ruleListing()))
    }

    /// 200 whether or not the rules can be used: the report says.
    private func check(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
        _ = try Query(request)
        return .json(.object(try engine.ruleReport(on: try await bodies.object(of: request))))
    }
}
