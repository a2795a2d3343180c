package import Domain
import Serving

extension DecisionReplay {
    /// The replay as the API and `--json` give it.
    package var json: JSONObject {
        [
            "decision_id": .string(record.decision.id.value),
            "same": .bool(difference.isSame),
            "as_it_was": .bool(isAsItWas),
            "release": decision.release.map { .integer(Int64($0)) } ?? .null,
            "log_position": .integer(record.decision.logPosition),
            "folded_records": .integer(foldedRecords), "removals": .integer(removals), "seconds": .number(seconds),
            "came": .array(difference.came.map { Self.place($0) }),
            "went": .array(
                difference.went.map { Self.place($0, refusals[$0.item]) }),
            "moved": Self.changes(difference.moved) { .integer(Int64($0.position)) },
            "scores": Self.changes(difference.rescored) { JSONValue($0.score) },
            "reasons": Self.changes(difference.otherReasons) { .string($0.reason.text) },
            "removed": .array(difference.removed.map { .object($0.json) }),
            "details": .array(difference.details.map { .object($0.json) }),
            "findings": .array(findings.map { .object($0.json) }),
            "before": .object(record.decision.json),
            "after": .object(decision.json),
        ]
    }

    private static func place(_ place: Recommendation, _ refusal: ItemRefusal? = nil) -> JSONValue {
        var object: JSONObject = [
            "item_id": .string(place.item.value), "position": .integer(Int64(place.position)),
        ]
        object["rule"] = refusal.map { .string($0.name) }
        return .object(object)
    }

    private static func changes(
        _ changes: [DecisionDifference.Change], _ value: (Recommendation) -> JSONValue
    ) -> JSONValue {
        .array(
            changes.map {
                ["item_id": .string($0.after.item.value), "before": value($0.before), "after": value($0.after)]
            })
    }
}

extension DecisionDifference.Count {
    fileprivate var json: JSONObject {
        ["rule": .string(rule), "before": .integer(Int64(before)), "after": .integer(Int64(after))]
    }
}

extension DecisionDifference.Detail {
    fileprivate var json: JSONObject {
        [
            "item_id": item.map { .string($0.value) } ?? .null, "field": .string(field), "before": before ?? .null,
            "after": after ?? .null,
        ]
    }
}
