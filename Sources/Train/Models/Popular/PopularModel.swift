import Domain
package import Matrices

/// What most visitors choose: the same for everybody, or by the groups that a visitor belongs to.
///
///     n_i     = Σ_u  w_ui · 2^(-age_ui / halfLife)
///     score_i = n_i                                                     without groups
///     score_i = N · mean over s of (n_si + κ · n_i / N) / (n_s + κ)     for a visitor of the groups s
///
/// over the visitors `u` who have an interaction with item `i`, of weight `w_ui` and `age_ui` days before the last
/// event of the training. Without `halfLifeDays` it is the sum of the weights; where these are 1, the number of
/// visitors. Interactions of unknown time are as old as 1970. Summed in double precision.
///
/// `n_si` is the part of `n_i` whose last event was in group `s`, `n_s` and `N` are the sums over the items, κ is
/// `segmentShrinkage`: a group's share of an item is drawn towards everybody's, as if κ of everybody's interactions had
/// been seen in it. Several groups count alike. Times `N`, so that scores with and without groups compare.
///
/// A category is no group of visitors: where a visitor's groups name some, items outside all of them score 0.
/// Groups that the training has not seen are passed over.
package struct PopularModel: Model {
    /// The name on the command line and in the manifest.
    package static let name = "popular"

    /// What it was trained with.
    package let config: PopularConfig
    /// The score of each item for somebody of no group, `n_i`.
    package let scores: Buffer<Float>
    /// `n_si`, for each group `s`; for a category `n_i` of its items. Nil where no groups are told apart.
    package let segments: SegmentRows?
    /// `n_s`, for each group.
    private let segmentSums: [Double]

    /// How many items it scores.
    package var itemCount: Int { scores.count }

    /// A model of these parts.
    init(config: PopularConfig, scores: Buffer<Float>, segments: SegmentRows?) {
        (self.config, self.scores, self.segments) = (config, scores, segments)
        segmentSums = segments?.values.rowSums ?? []
    }

    /// Writes the items' scores for the query's groups, whoever asks.
    /// - Complexity: O(items + entries of the groups).
    package func score(_ query: ScoringQuery, into scores: UnsafeMutableBufferPointer<Float>) {
        precondition(scores.count == itemCount, "There is room for \(scores.count) scores of \(itemCount) items.")
        _ = scores.update(fromContentsOf: self.scores.pointer)
        guard let segments, !query.segments.isEmpty else { return }
        let (visitors, categories) = segments.rows(of: query.segments)
        if !visitors.isEmpty { mix(visitors, of: segments, into: scores) }
        if !categories.isEmpty { segments.clear(outside: categories, scores) }
    }

    /// Turns everybody's scores into the mean of those of `rows`.
    private func mix(_ rows: [Int], of segments: SegmentRows, into scores: UnsafeMutableBufferPointer<Float>) {
        let (shrinkage, count) = (config.segmentShrinkage, Double(rows.count))
        let total = self.scores.pointer.reduce(0) { $0 + Double($1) }
        // A group without interactions, and nothing mixed in, says as much as everybody.
        let everybody = rows.reduce(0) { sum, row in
            let seen = segmentSums[row] + shrinkage
            return sum + (seen > 0 ? shrinkage / seen : 1) / count
        }
        for item in scores.indices { scores[item] *= Float(everybody) }
        for row in rows where segmentSums[row] > 0 {
            let scale = Float(total / (segmentSums[row] + shrinkage) / count)
            for entry in segments.values.entries(ofRow: row) {
                scores[Int(segments.values.columns[entry])] += scale * segments.values.values[entry]
            }
        }
    }

    /// The array `scores`, `[items]`, and those of the groups where there are any.
    package var tensors: [Tensor] {
        [Tensor(name: "scores", shape: [scores.count], values: .float32(scores))] + (segments?.tensors ?? [])
    }

    /// The model that was saved as `tensors`.
    ///
    /// - Throws: ``TensorError`` when an array is missing or of another type.
    package init(tensors: [Tensor], config: PopularConfig) throws {
        let scores = try tensors.floats("scores")
        let segments =
            config.segments.isEmpty ? nil : try SegmentRows(tensors: tensors, itemCount: scores.count)
        self.init(config: config, scores: scores, segments: segments)
    }
}
