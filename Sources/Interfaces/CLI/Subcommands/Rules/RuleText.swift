import Engine
import Serving

/// Rules and what became of them, for people.
enum RuleText {
    /// What a rule does, in a line.
    static func summary(of rule: Rule) -> String {
        var parts = [effect(of: rule)]
        if let condition = rule.condition { parts.append("if \(condition)") }
        if let exception = rule.exception { parts.append("unless \(exception)") }
        if let placements = rule.placements { parts.append("in \(placements.joined(separator: ", "))") }
        if let segment = rule.segment { parts.append("for \(segment)") }
        return parts.filter { !$0.isEmpty }.joined(separator: " ")
    }

    private static func effect(of rule: Rule) -> String {
        switch rule.kind {
        case .never: ""
        case .boost, .bury: rule.factor.map { "× \(Figures.decimal($0, 2))" } ?? ""
        case .pin:
            "place \(rule.position ?? 0)" + (rule.items.map { ": \($0.joined(separator: ", "))" } ?? "")
        case .cap:
            "at most \(rule.maximum ?? 0)" + (rule.field.map { " of a \($0)" } ?? "")
                + (rule.window.map { " in \($0) places" } ?? "")
        case .promote: rule.share.map { "\(Figures.decimal($0 * 100, 0)) % of the list" } ?? ""
        }
    }

    /// Why a rule did, or did not, touch an item.
    static func of(_ explanation: RuleExplanation) -> String {
        let fields = explanation.fields.map { "\n    \($0.name) = \($0.value)" }.joined()
        return "\(explanation.rule.name) (\(explanation.rule.kind.rawValue)): \(outcome(of: explanation))\(fields)"
    }

    private static func outcome(of explanation: RuleExplanation) -> String {
        switch explanation.outcome {
        case .off: "is switched off"
        case .otherPlacement: "holds in other placements"
        case .otherTime: "does not hold at this time"
        case .otherSegment: "holds for others"
        case .fails: "does not meet the item"
        case .unknown where explanation.isApplied:
            "KEEPS IT OUT: a field is missing, and what it cannot judge it keeps out"
        case .unknown: "cannot judge the item, and passes it over"
        case .applies where explanation.rule.kind == .never: "KEEPS IT OUT"
        case .applies: "APPLIES"
        }
    }

    /// What a dry run found.
    static func of(_ trial: RuleTrial) -> String {
        var lines = [
            "\(Figures.count(trial.changed)) of \(Figures.count(trial.lists)) lists change, "
                + "\(Figures.count(trial.emptied)) of them become empty.",
            "\(Figures.decimal(trial.removedShare * 100, 1)) % of the places get another item; "
                + "what stays moves by \(Figures.decimal(trial.meanShift, 1)) places.",
        ]
        lines += section("Rules at work", trial.rules)
        lines += section("Items that come in", trial.incoming)
        lines += section("Items that go", trial.outgoing)
        return lines.joined(separator: "\n")
    }

    /// Tells on `console` what of `findings` is more than a note.
    static func warn(of findings: [RuleFinding], on console: Console) {
        for finding in findings where finding.severity != .note { console.warning("\(finding.rule): \(finding.text)") }
    }

    /// What a rule of a dry run reads, and was not given.
    static func of(_ ungiven: RuleTrial.Ungiven) -> String {
        let fields = ungiven.fields.joined(separator: ", ")
        let prefix = "context."
        let keys = ungiven.fields.filter { $0.hasPrefix(prefix) }.map {
            " --context \($0.dropFirst(prefix.count))=VALUE"
        }
        let advice = keys.isEmpty ? "" : "; give it with\(keys.joined())"
        return "\(ungiven.rule): It reads \(fields), which no request of the test has\(advice)."
    }

    private static func section(_ heading: String, _ movements: [RuleTrial.Movement]) -> [String] {
        guard !movements.isEmpty else { return [] }
        return ["", "\(heading), with the number of lists:"]
            + movements.map { "  \($0.name)  \(Figures.count($0.lists))" }
    }
}
