package import Domain
import Serving

/// Many requests for one placement, answered in their order.
///
/// Of a placement that is sent (e-mail, push), each user's quiet hours, frequency cap and what they were sent before count;
/// what is answered is in the log before the answer is given out, so that a second run sends nothing twice.
package struct RecommendationBatch: Sendable {
    /// The most requests of one batch over HTTP.
    package static let maximumRequests = 10_000
    /// How many are answered at a time.
    package static let requestsAtOnce = 100

    private let engine: Kindred
    private let placement: Placement
    private let records: Bool

    /// A batch for `placement`; a trial run where it does not record.
    package init(_ engine: Kindred, placement: Placement, records: Bool = true) {
        (self.engine, self.placement, self.records) = (engine, placement, records)
    }

    /// The answers to `requests`, which stand from place `start` on in the batch: the decision, or why there is none.
    ///
    /// Each has `index` and `user_id`; beside them a decision's members, or `skipped` with `until`, or `error`.
    /// - Parameter time: When they are asked.
    /// - Throws: ``EngineError/failed(_:)`` when the log cannot be read or written.
    package func answers(
        to requests: [BatchRequest], from start: Int, at time: Timestamp = Kindred.now()
    ) async throws -> [JSONObject] {
        var (answers, entries, sent): ([JSONObject], [LogEntry], [(Decision, UserID)]) = ([], [], [])
        for (offset, asked) in requests.enumerated() {
            var answer: JSONObject = ["index": .integer(Int64(start + offset))]
            do {
                let request = try request(try asked.object(), time)
                answer["user_id"] = request.user.map { .string($0.value) }
                switch try delivery(request) {
                case .list(let decision):
                    for member in decision.json.members { answer[member.name] = member.value }
                    entries.append(engine.logEntry(of: decision, for: request))
                    if let user = request.user { sent.append((decision, user)) }
                case .skipped(let reason, let until):
                    answer["skipped"] = .string(reason.rawValue)
                    answer["until"] = until.map { .string($0.description) }
                }
            } catch let error as FieldError {
                answer["error"] = ["field": .string(error.field), "detail": .string(error.description)]
            }
            answers.append(answer)
        }
        guard records, !entries.isEmpty else {
            for (decision, user) in sent { engine.withdraw(decision, from: user) }
            return answers
        }
        do {
            _ = try await engine.append(entries)
        } catch {
            for (decision, user) in sent { engine.withdraw(decision, from: user) }
            throw error
        }
        return answers
    }

    private func request(_ object: JSONObject, _ time: Timestamp) throws -> RecommendationRequest {
        let request = try RecommendationRequest(
            json: object, placement: placement, decision: engine.newDecisionID(),
            standardLimit: engine.standardLimit(of: placement), time: time)
        guard request.cursor == nil else { throw FieldError("cursor", "is not for batches; ask for a longer list") }
        return request
    }

    private func delivery(_ request: RecommendationRequest) throws -> Delivery {
        guard let sending = engine.sendingSettings(of: placement) else { return .list(try engine.preview(request)) }
        return try engine.deliver(request, sending)
    }
}
