package import Domain
import Foundation
package import Serving

extension Rule {
    /// The rule as its file has it.
    package var json: JSONObject {
        let encoder = JSONEncoder()
        guard let data = try? encoder.encode(self), let object = try? JSONParser.parse(Array(data)).object else {
            preconditionFailure("A rule is texts and finite numbers, and so always JSON.")
        }
        var ordered = JSONObject()
        for key in CodingKeys.allCases { if let value = object[key.rawValue] { ordered[key.rawValue] = value } }
        return ordered
    }
}

extension RuleLine {
    /// The line as the API and `--json` give it.
    package var json: JSONObject {
        var object = rule.json
        object["enabled"] = .bool(rule.isEnabled)
        object["built_in"] = .bool(isBuiltIn)
        object["fixed"] = .bool(isFixed)
        return object
    }
}

extension RuleFinding {
    /// The finding as the API and `--json` give it.
    package var json: JSONObject {
        ["rule": .string(rule), "severity": .string(severity.rawValue), "text": .string(text)]
    }
}

extension RuleExplanation {
    /// The explanation as `--json` gives it.
    package var json: JSONObject {
        [
            "rule": .string(rule.name), "kind": .string(rule.kind.rawValue), "outcome": .string(outcome.rawValue),
            "applied": .bool(isApplied),
            "fields": .object(JSONObject(fields.map { ($0.name, .string($0.value)) })),
        ]
    }
}

extension RuleTrial {
    /// The dry run as `--json` gives it.
    package var json: JSONObject {
        func list(_ movements: [Movement], _ name: String) -> JSONValue {
            .array(movements.map { .object([name: .string($0.name), "lists": .integer(Int64($0.lists))]) })
        }
        return [
            "lists": .integer(Int64(lists)), "changed": .integer(Int64(changed)),
            "emptied": .integer(Int64(emptied)), "removed_share": .number(removedShare),
            "mean_shift": .number(meanShift), "incoming": list(incoming, "item_id"),
            "outgoing": list(outgoing, "item_id"), "rules": list(rules, "rule"),
            "ungiven": .array(
                ungiven.map { ["rule": .string($0.rule), "fields": .array($0.fields.map { .string($0) })] }),
        ]
    }
}
