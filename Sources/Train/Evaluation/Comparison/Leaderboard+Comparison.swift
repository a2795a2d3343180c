import Models

extension Leaderboard {
    /// Beyond this many models only the pairs with the best of them are shown; all are in the JSON.
    static let mostModelsInPairs = 5

    /// The measure that models are put in order by: NDCG at the longest cut-off.
    var rankingMetric: String? {
        rows.first?.metrics.last { $0.name.hasPrefix("ndcg@") || $0.name.hasPrefix("sampled_ndcg@") }?.name
    }

    /// The comparisons a reader sees: every pair, the better model first, the largest difference first; of many models
    /// those with the best alone.
    var shownComparisons: [ModelComparison] {
        guard let metric = rankingMetric else { return [] }
        func value(_ comparison: ModelComparison) -> Double { comparison[metric]?.value.value ?? 0 }
        let ordered = comparisons.map { value($0) < 0 ? $0.turned : $0 }
        let best = rows.max { Self.value(metric, of: $0) < Self.value(metric, of: $1) }?.model
        let shown =
            rows.count > Self.mostModelsInPairs ? ordered.filter { $0.left == best || $0.right == best } : ordered
        return shown.sorted { value($0) > value($1) }
    }

    private static func value(_ metric: String, of row: Row) -> Double {
        row.metrics.first { $0.name == metric }?.value ?? 0
    }

    /// `als - popular   0.0412 [0.0399, 0.0425]  0.0003`, a pair a line; empty without comparisons.
    var comparisonText: String {
        let shown = shownComparisons
        guard let metric = rankingMetric, !shown.isEmpty else { return "" }
        let lines = shown.compactMap { comparison in
            comparison[metric].map { difference in
                [
                    "\(comparison.left) - \(comparison.right)", Self.interval(difference.value),
                    Self.number(difference.adjustedPValue, digits: 4) + (difference.isSignificant ? "*" : ""),
                ]
            }
        }
        return "\n" + Self.aligned([["", "\(metric), difference", "p"]] + lines) + comparisonNote
    }

    /// What the numbers of a comparison are.
    var comparisonNote: String {
        let whole = rows.count > Self.mostModelsInPairs ? "; pairs with the best model, all are in the JSON" : ""
        return """
            p: how often flipping the signs of users' differences gives as large a mean, by Holm for \
            \(comparisons.count) pair\(comparisons.count == 1 ? "" : "s")\(whole)

            """
    }

    /// `0.0412 [0.0399, 0.0425]`
    static func interval(_ metric: MetricValue) -> String {
        let value = number(metric.value, digits: 4)
        guard let low = metric.low, let high = metric.high else { return value }
        return "\(value) [\(number(low, digits: 4)), \(number(high, digits: 4))]"
    }
}
