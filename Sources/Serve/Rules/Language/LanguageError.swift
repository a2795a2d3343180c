/// Why a text is no condition: what is wrong, and where.
package struct LanguageError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong and what to write instead; the end of a sentence.
    package let problem: String
    /// The text that was read.
    package let source: String
    /// The bytes of the text that it is about.
    package let span: Range<Int>

    /// `problem` stands at `span` of `source`.
    package init(_ problem: String, at span: Range<Int>, of source: String) {
        (self.problem, self.source, self.span) = (problem, source, span)
    }

    /// The 1-based column, in characters, at which the trouble begins.
    package var column: Int {
        String(decoding: source.utf8.prefix(span.lowerBound), as: UTF8.self).count + 1
    }

    /// The text with a line under it that points at the trouble.
    package var picture: String {
        let length = String(decoding: source.utf8.dropFirst(span.lowerBound).prefix(span.count), as: UTF8.self).count
        let line = String(source.map { $0.isNewline || $0 == "\t" ? " " : $0 })
        return "  \(line)\n  " + String(repeating: " ", count: column - 1)
            + String(repeating: "^", count: max(1, length))
    }

    /// The sentence, and the picture under it.
    package var description: String { "column \(column): \(problem)\n\(picture)" }
}
