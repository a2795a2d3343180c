/// Something about rules that somebody should look at.
package struct RuleFinding: Hashable, Sendable {
    /// How bad it is.
    package enum Severity: String, Sendable, CaseIterable {
        /// The rule does not do what it says.
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
}
