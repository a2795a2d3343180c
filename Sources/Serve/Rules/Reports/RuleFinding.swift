/// Something about rules that somebody should look at.
package struct RuleFinding: Hashable, Sendable {
    /// How bad it is.
    package enum Severity: String, Sendable, CaseIterable {
        /// The rules certainly leave lists empty, or cannot do what they say: they are not applied without force.
        case error
        /// The rule does not do what it says, or does more than may be meant.
        case warning
        /// The rule does what it says, which may surprise.
        case note
    }

    /// Which rule.
    package let rule: String
    /// How bad it is.
    package let severity: Severity
    /// What there is to say, in a sentence or two.
    package let text: String

    /// What there is to say about the rule called `rule`.
    init(_ rule: String, _ severity: Severity, _ text: String) {
        (self.rule, self.severity, self.text) = (rule, severity, text)
    }
}
