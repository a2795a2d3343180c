package import Domain
import Serving

extension Kindred {
    /// The champion's rules as the API lists them.
    ///
    /// - Throws: As ``servingSettings()``.
    package func ruleListing() throws -> JSONObject {
        [
            "release": servingRelease.map { .integer(Int64($0.number)) } ?? .null,
            "rules": .array(try ruleLines().map { .object($0.json) }),
        ]
    }

    /// What there is to say about the rules in `document`, which has the form of a file of rules; rules that cannot be used
    /// are an answer too.
    ///
    /// - Throws: As ``servingSettings()``.
    package func ruleReport(on document: JSONObject) throws -> JSONObject {
        do {
            let findings = try checkRules(try RuleFile.rules(.object(document)))
            return ["usable": true, "error": nil, "findings": .array(findings.map { .object($0.json) })]
        } catch let error as RuleError {
            let report: JSONObject = [
                "rule": error.rule.map { .string($0) } ?? .null, "text": .string(error.problem),
                "picture": error.picture.map { .string($0) } ?? .null,
            ]
            return ["usable": false, "error": .object(report), "findings": []]
        }
    }
}
