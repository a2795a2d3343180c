import Domain
package import Matrices

/// What rises: items chosen by more visitors lately than their own past explains, and nothing else.
///
/// The last `windowDays` are compared with the `baseWindows` windows of the same length before them. With `r_i` the
/// visitors of item `i` in the last window, `b_i` those in each of the others, summed, and `R` and `B` their sums over
/// the items, the model asks how sure it is that the item's share of what is going on has risen:
///
///     ρ_i     = (r_i / R) / (b_i / B)
///     p_i     = P(X ≥ r_i),  X of the binomial distribution B(r_i + b_i, R / (R + B))
///     score_i = log2(lower bound of ρ_i) · mean over its r_i visitors of 2^(-age / halfLife)     if p_i ≤ level, else 0
///
/// `level` is that of Benjamini and Hochberg: of the items that score above 0, at most the share `falseDiscoveryRate`
/// rises by chance on average, and where nothing rises nothing scores, but with that chance. The bound is the one-sided
/// one of confidence 1 - `level`, and above 1 just for the items that pass. So the score is by how much an item rises at
/// least (1 is twice its share), not how sure that is: a best seller up by a twentieth is very sure and no news.
/// The age is that of a visitor's last event: of equal rises the one going on stands before the one that is passing.
///
/// - Visitors are counted, once a window, not events: one bot is no trend. Counting the base by windows as well keeps an
///   item whose visitors come back from looking like one that rises.
/// - Shares are compared, not rates: when the whole shop is busier, nothing in it is news.
/// - Fewer than `minimumVisitors` are no trend. Items too rare to pass whatever happens are not counted as tests.
/// - By groups: the same within each group's events. A visitor of groups gets the highest of the group's score and
///   everybody's; where the groups name categories, items outside them score 0.
///
/// Events of unknown time are left out; so is a training whose events are all of one window: an empty list is right then.
///
/// *Source:* the test: Przyborowski and Wilenski, 1940, doi:10.1093/biomet/31.3-4.313; the level: Benjamini and Hochberg,
/// 1995, doi:10.1111/j.2517-6161.1995.tb02031.x; bounds of what was selected at that level: Benjamini and Yekutieli, 2005,
/// doi:10.1198/016214504000001907; leaving out the hopeless tests: Tarone, 1990, doi:10.2307/2531456.
/// *Deviations:* visitors' choices are not quite independent of one another (a newsletter sends many at once): such a push
/// is listed as the trend it is. `R` and `B` count the item itself, which makes the test stricter.
package struct TrendingModel: Model {
    /// The name on the command line and in the manifest.
    package static let name = "trending"

    /// What it was trained with.
    package let config: TrendingConfig
    /// The score of each item for somebody of no group; 0 for all that do not trend.
    package let scores: Buffer<Float>
    /// The scores above 0 in each group; 1 for each item of a category. Nil where no groups are told apart.
    package let segments: SegmentRows?

    /// How many items it scores.
    package var itemCount: Int { scores.count }

    /// A model of these parts.
    init(config: TrendingConfig, scores: Buffer<Float>, segments: SegmentRows?) {
        (self.config, self.scores, self.segments) = (config, scores, segments)
    }

    /// Writes the items' scores for the query's groups, whoever asks.
    /// - Complexity: O(items + entries of the groups).
    package func score(_ query: ScoringQuery, into scores: UnsafeMutableBufferPointer<Float>) {
        precondition(scores.count == itemCount, "There is room for \(scores.count) scores of \(itemCount) items.")
        _ = scores.update(fromContentsOf: self.scores.pointer)
        guard let segments, !query.segments.isEmpty else { return }
        let (visitors, categories) = segments.rows(of: query.segments)
        for row in visitors {
            for entry in segments.values.entries(ofRow: row) {
                let item = Int(segments.values.columns[entry])
                scores[item] = max(scores[item], segments.values.values[entry])
            }
        }
        if !categories.isEmpty { segments.clear(outside: categories, scores) }
    }

    /// The array `scores`, `[items]`, and those of the groups where there are any.
    package var tensors: [Tensor] {
        [Tensor(name: "scores", shape: [scores.count], values: .float32(scores))] + (segments?.tensors ?? [])
    }

    /// The model that was saved as `tensors`.
    ///
    /// - Throws: ``TensorError`` when an array is missing or of another type.
    package init(tensors: [Tensor], config: TrendingConfig) throws {
        let scores = try tensors.floats("scores")
        let segments =
            config.segments.isEmpty ? nil : try SegmentRows(tensors: tensors, itemCount: scores.count)
        self.init(config: config, scores: scores, segments: segments)
    }
}
