/// One thing the doctor looked at.
package struct Finding: Hashable, Sendable {
    /// How bad it is.
    package enum Severity: String, Hashable, Sendable, CaseIterable {
        /// As it should be.
        case ok
        /// Worth knowing.
        case note
        /// Lists will be worse than they could be.
        case warning
        /// Something does not work.
        case problem
    }

    /// How bad it is.
    package var severity: Severity
    /// What was looked at, in a word or two.
    package var subject: String
    /// What was found, in a sentence.
    package var text: String
    /// What to do about it.
    package var advice: String?

    /// A finding of these parts.
    package init(_ severity: Severity, _ subject: String, _ text: String, advice: String? = nil) {
        (self.severity, self.subject, self.text, self.advice) = (severity, subject, text, advice)
    }
}
