import Domain

/// Why a rule cannot be used.
package struct RuleError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The rule's name, or its place where it has none; nil where the trouble is about the whole document.
    package let rule: String?
    /// What is wrong, and what to do; the end of a sentence.
    package let problem: String
    /// The condition with a line under it that points at the trouble, where it is in one.
    package let picture: String?

    /// `rule` has `problem`.
    package init(_ rule: String?, _ problem: String, _ picture: String? = nil) {
        (self.rule, self.problem, self.picture) = (rule, problem, picture)
    }

    /// One sentence, and the picture under it.
    package var description: String {
        let start = rule.map { "The rule \"\($0)\" cannot be used" } ?? "The rules cannot be read"
        let sentence = "\(start): \(problem)".asSentence
        return picture.map { sentence + "\n" + $0 } ?? sentence
    }
}
