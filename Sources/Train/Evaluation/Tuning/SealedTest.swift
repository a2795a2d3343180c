/// The part that the final figure is measured on. It is cut, or read, only when it is opened, and it can be opened
/// only once: opening consumes the value, which cannot be copied.
package struct SealedTest: ~Copyable, Sendable {
    private let cut: @Sendable () throws -> Split

    /// A test part that `cut` makes when it is asked for.
    package init(_ cut: @escaping @Sendable () throws -> Split) { self.cut = cut }

    /// The split whose truth is the test part, and whose training part is everything a search may know.
    ///
    /// - Throws: What the cut throws: ``EvaluationError``, or an error of reading a file.
    package consuming func open() throws -> Split { try cut() }
}
