import Domain
import Engine
import Hummingbird

/// Makes a session a user's, as at a login.
struct Merges: Sendable {
    /// The most sessions one request may merge.
    static let maximumSessions = 1000

    let engine: Kindred
    let bodies: JSONBody

    /// Its routes.
    var routes: [Route] { [Route(.post, "/api/v1/users/{user_id}/merge", merge)] }

    /// 200 when all sessions are the user's now; 409 when one is another's, the others being merged all the same.
    private func merge(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
        let user: UserID = try context.identifier("user_id")
        let sessions = try Self.sessions(in: try await bodies.object(of: request))
        let outcomes = try await engine.merge(sessions, into: user)
        let report: JSONObject = [
            "user_id": .string(user.value),
            "merged": .integer(Int64(outcomes.count { $0 == .merged })),
            "unchanged": .integer(Int64(outcomes.count { $0 == .unchanged })),
        ]
        let taken = zip(sessions, outcomes).filter { $0.1 == .taken }.map(\.0)
        guard let first = taken.first else { return .json(.object(report)) }
        var problem = Problem(
            .conflict,
            "The session \"\(first)\" was merged into another user before, and its history stays with them. "
                + "Give every visitor a new session id after a logout.")
        problem.members = report
        problem.members["taken"] = .array(taken.map { .string($0.value) })
        throw problem
    }

    /// The ids in `session_id` or `session_ids`, each once.
    private static func sessions(in body: JSONObject) throws(FieldError) -> [SessionID] {
        var fields = FieldReader(body)
        let one = try fields.identifier("session_id", as: SessionID.self)
        let several = try fields.strings("session_ids") ?? []
        if let unknown = fields.remaining.members.first {
            throw FieldError(unknown.name, "is no field of a merge; give session_id or session_ids")
        }
        guard several.count <= maximumSessions else {
            throw FieldError("session_ids", "names \(several.count) sessions; \(maximumSessions) is the most")
        }
        var sessions = one.map { [$0] } ?? []
        for (index, text) in several.enumerated() {
            do { sessions.append(try SessionID(text)) } catch {
                throw FieldError("session_ids[\(index)]", error.description)
            }
        }
        guard !sessions.isEmpty else {
            throw FieldError("session_id", "is missing, and so is \"session_ids\"; name the session that logged in")
        }
        var seen: Set<SessionID> = []
        return sessions.filter { seen.insert($0).inserted }
    }
}
