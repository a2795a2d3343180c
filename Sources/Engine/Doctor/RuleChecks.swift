import Domain
import Serving

extension Kindred {
    /// Whether the rules of the release that serves do what they say beside the catalogue of now, which may have changed
    /// since they were applied.
    ///
    /// A rule that keeps items out and goes wrong empties lists, a problem; any other does nothing, a warning.
    func ruleFindings() -> [Finding] {
        guard let rules = try? servingSettings().rules, let found = try? checkRules(rules) else { return [] }
        let forbidding = Set(rules.filter { $0.kind == .never }.map(\.name))
        return found.filter { $0.severity != .note }.map { finding in
            let isProblem = finding.severity == .error && forbidding.contains(finding.rule)
            return Finding(
                isProblem ? .problem : .warning, "rules", "The rule \"\(finding.rule)\": \(finding.text)",
                advice: "Look with kindred rules check, mend them with kindred rules apply FILE, or go back with "
                    + "kindred releases rollback.")
        }
    }
}
