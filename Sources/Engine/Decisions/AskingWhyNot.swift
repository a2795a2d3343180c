package import Domain
package import Serving

extension Kindred {
    /// Why `item` is, or is not, in the list that `request` gets now; off the serving path, one question after
    /// the other.
    ///
    /// - Throws: `FieldError` that names a field out of range; ``DecisionError/busy(retryAfterSeconds:)``.
    package func whyNot(_ item: ItemID, _ request: RecommendationRequest) async throws -> Absence {
        let (release, state) = (servingRelease, state)
        let checked = try RequestChecks.check(request, release, state)
        return try await questions.answer {
            var question = WhyNot(item, checked, release, state)
            return question.answer()
        }
    }
}

extension Absence {
    /// The answer as the API and `--json` give it.
    package var json: JSONObject {
        var object: JSONObject = [
            "item_id": .string(item.value), "placement": .string(decision.placement.value),
            "outcome": .string(outcome.rawValue), "text": .string(text),
        ]
        object["position"] = position.map { .integer(Int64($0)) }
        object["rule"] = rule.map { .string($0) }
        object["rank"] = rank.map { .integer(Int64($0)) }
        object["candidates"] = poolSize.map { .integer(Int64($0)) }
        object["strategy"] = strategy.map { .string($0) }
        object["score"] = score.map { JSONValue($0) }
        if !pushedBy.isEmpty { object["pushed_by"] = .array(pushedBy.map { .string($0) }) }
        if !sources.isEmpty { object["sources"] = .array(sources.map { .object($0.json) }) }
        object["list"] = .array(decision.recommendations.map { .string($0.item.value) })
        return object
    }
}

extension Absence.Source {
    fileprivate var json: JSONObject {
        [
            "strategy": .string(strategy), "from": .string(name), "candidates": .integer(Int64(candidates)),
            "rank": rank.map { .integer(Int64($0)) } ?? .null,
        ]
    }
}
