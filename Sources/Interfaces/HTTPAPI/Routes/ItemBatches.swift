import Domain
import Engine
import HTTPTypes
import Hummingbird

/// Many changes to the catalogue at once: what a feed or a stock system sends.
///
/// The good records of a batch are made in one transaction, and the next list knows them; of each other one the answer
/// says what is wrong.
struct ItemBatches: Sendable {
    /// The most records one request may bring.
    static let maximumRecords = 10_000

    let engine: Kindred
    let bodies: JSONBody

    /// Its routes.
    var routes: [Route] {
        [
            Route(.post, "/api/v1/items") { request, _ in try await answer(request, Self.upsert) },
            Route(.patch, "/api/v1/items") { request, _ in try await answer(request, Self.patch) },
            Route(.delete, "/api/v1/items") { request, _ in try await answer(request, Self.deletion) },
        ]
    }

    private typealias Reader = @Sendable (JSONValue) throws(FieldError) -> ItemChange

    private func answer(_ request: Request, _ change: Reader) async throws -> Response {
        let body = try await bodies.value(of: request)
        let batch = body.array ?? [body]
        guard batch.count <= Self.maximumRecords else {
            throw Problem(
                .contentTooLarge,
                "The body has \(batch.count) records; \(Self.maximumRecords) is the most. Send them in several requests."
            )
        }
        var report = ItemReport()
        var (changes, places): ([ItemChange], [Int]) = ([], [])
        for (index, value) in batch.enumerated() {
            do throws(FieldError) {
                changes.append(try change(value))
                places.append(index)
            } catch {
                report.refuse(index, error)
            }
        }
        let outcomes = changes.isEmpty ? [] : try await engine.change(changes)
        for (index, outcome) in zip(places, outcomes) { report.count(index, outcome) }
        return try report.response()
    }

    private static func upsert(_ value: JSONValue) throws(FieldError) -> ItemChange {
        .put(try Item(json: try record(value)))
    }

    private static func patch(_ value: JSONValue) throws(FieldError) -> ItemChange {
        var fields = FieldReader(try record(value))
        guard let id = try fields.identifier("item_id", as: ItemID.self) else {
            throw FieldError("item_id", "is missing" + fields.remaining.question(meaning: "item_id", or: ["id"]))
        }
        return .patch(id, fields.remaining)
    }

    /// An id alone, or an object with one.
    private static func deletion(_ value: JSONValue) throws(FieldError) -> ItemChange {
        var fields = FieldReader(value.object ?? ["item_id": value])
        guard let id = try fields.identifier("item_id", as: ItemID.self) else {
            throw FieldError("item_id", "is missing" + fields.remaining.question(meaning: "item_id", or: ["id"]))
        }
        return .delete(id)
    }

    private static func record(_ value: JSONValue) throws(FieldError) -> JSONObject {
        guard let object = value.object else { throw FieldError("item", "is \(value.typeName), not an object") }
        return object
    }
}

/// What became of a batch.
private struct ItemReport {
    private var (accepted, unchanged): (Int64, Int64) = (0, 0)
    private var rejected: [(index: Int, error: FieldError)] = []

    mutating func refuse(_ index: Int, _ error: FieldError) { rejected.append((index, error)) }

    mutating func count(_ index: Int, _ outcome: ItemChangeOutcome) {
        switch outcome {
        case .changed: accepted += 1
        case .unchanged: unchanged += 1
        case .unknown: refuse(index, FieldError("item_id", "names no item of the catalogue; POST makes one"))
        case .refused(let error): refuse(index, error)
        }
    }

    /// 200 when a record was good or there was none; 400 when there were only bad ones.
    func response() throws(Problem) -> Response {
        let rejected = rejected.sorted { $0.index < $1.index }
        let report: JSONObject = [
            "accepted": .integer(accepted), "unchanged": .integer(unchanged),
            "rejected": .array(
                rejected.map { refusal in
                    [
                        "index": .integer(Int64(refusal.index)), "field": .string(refusal.error.field),
                        "reason": .string(refusal.error.description),
                    ]
                }),
        ]
        guard accepted + unchanged == 0, let first = rejected.first else { return .json(.object(report)) }
        var problem = Problem(
            .badRequest, "No record was valid; the first: \(first.error)".asSentence, errors: [first.error])
        problem.members = report
        throw problem
    }
}
