import Domain
import Engine
import Hummingbird

/// Takes in what visitors did.
struct Events: Sendable {
    /// The most events one request may bring.
    static let maximumEvents = 10_000

    let engine: Kindred
    let bodies: JSONBody

    /// Its routes.
    var routes: [Route] { [Route(.post, "/api/v1/events", record)] }

    /// Keeps the valid events of a batch, and says of each other one what is wrong.
    ///
    /// 200 when at least one was valid or there was none; 400 when there were only bad ones.
    private func record(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
        let body = try await bodies.value(of: request)
        let batch = body.array ?? [body]
        guard batch.count <= Self.maximumEvents else {
            throw Problem(
                .contentTooLarge,
                "The body has \(batch.count) events; \(Self.maximumEvents) is the most. Send them in several requests.")
        }
        let (events, rejected) = Self.read(batch, received: Kindred.now())
        let outcomes = events.isEmpty ? [] : try await engine.record(events)
        let duplicates = outcomes.count { $0 == .duplicate }
        let report: JSONObject = [
            "accepted": .integer(Int64(outcomes.count - duplicates)), "duplicates": .integer(Int64(duplicates)),
            "rejected": .array(rejected.map(\.json)),
        ]
        guard events.isEmpty, !rejected.isEmpty else { return .json(.object(report)) }
        var problem = Problem(
            .badRequest, "No event was valid; the first: \(rejected[0].error).", errors: [rejected[0].error])
        problem.members = report
        throw problem
    }

    private static func read(_ batch: [JSONValue], received: Timestamp) -> (events: [Event], rejected: [Rejection]) {
        var events: [Event] = []
        var rejected: [Rejection] = []
        for (index, value) in batch.enumerated() {
            do throws(FieldError) {
                guard let object = value.object else {
                    throw FieldError("event", "is \(value.typeName), not an object")
                }
                events.append(try Event(json: object, received: received))
            } catch {
                rejected.append(Rejection(index: index, error: error))
            }
        }
        return (events, rejected)
    }
}

/// One event of a batch that was not taken.
private struct Rejection {
    /// Its 0-based place in the batch.
    let index: Int
    let error: FieldError

    var json: JSONValue {
        ["index": .integer(Int64(index)), "field": .string(error.field), "reason": .string(error.description)]
    }
}
