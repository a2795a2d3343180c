package import Serving

/// Why rules that can be used are not applied: they certainly leave lists empty, or cannot do what they say.
package struct RulesRefused: Error, Hashable, Sendable, CustomStringConvertible {
    /// What was found, errors alone.
    package let findings: [RuleFinding]

    /// The errors among `findings`; nil where there is none.
    package init?(_ findings: [RuleFinding]) {
        self.findings = findings.filter { $0.severity == .error }
        if self.findings.isEmpty { return nil }
    }

    /// A line a finding, and the way out.
    package var description: String {
        (["The rules are not applied:"] + findings.map { "  \($0.rule): \($0.text)" }
            + ["Mend them, or apply them all the same with: kindred rules apply FILE --force."]).joined(separator: "\n")
    }
}
