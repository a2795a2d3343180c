/// What a search looks for the highest value of: a metric of one list and its cut-off.
package struct TuningMetric: Hashable, Sendable {
    /// As it is reported: `ndcg@20`.
    package let name: String
    /// Where the list is cut, 1...10000.
    package let cutoff: Int

    /// Reads `ndcg@20`.
    ///
    /// - Throws: ``TuningError/unknownMetric(name:known:)``.
    package init(_ text: String) throws(TuningError) {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        let known = Evaluator.listMetrics.map { $0.name }
        guard parts.count == 2, known.contains(String(parts[0])), let cutoff = Int(parts[1]),
            (1...10_000).contains(cutoff)
        else { throw .unknownMetric(name: text, known: known) }
        (name, self.cutoff) = ("\(parts[0])@\(cutoff)", cutoff)
    }
}
