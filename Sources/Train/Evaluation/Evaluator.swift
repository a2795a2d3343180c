import Domain
package import Models

/// Ranks all items for every held-out visitor and measures the lists.
///
/// Every item of the vocabulary is ranked but those the visitor has seen; of equal scores the lower index comes first.
/// The result is the same on any number of threads.
package struct Evaluator: Sendable {
    /// Where the lists are cut, each from 1 to 10,000.
    package var cutoffs: [Int]
    /// Which measures are taken.
    package var measures: Measures
    /// How many threads may work at once.
    package var threads: Int
    /// How many resamples the intervals take; 0 leaves them out.
    package var resamples: Int
    /// Where the resamples are drawn from.
    package var seed: UInt64
    /// Called with how many visitors are ranked, and of how many; from any thread, not always in order.
    package var onProgress: @Sendable (_ done: Int, _ of: Int) -> Void

    /// Scores every item for each query, `[queries × items]`, as `Model.score` does.
    package typealias Scoring = @Sendable ([ScoringQuery], UnsafeMutableBufferPointer<Float>) -> Void

    /// Which measures are taken.
    package enum Measures: Sendable {
        /// Where the truth stands in the lists: ``Evaluator/listMetrics``.
        case accuracy
        /// Also what the lists hold, how places are spread over items, and the figures of groups.
        case all
    }

    /// An evaluator with its defaults.
    package init(
        cutoffs: [Int] = [10, 20], measures: Measures = .all, threads: Int = 1, resamples: Int = 1000,
        seed: UInt64 = 42, onProgress: @escaping @Sendable (_ done: Int, _ of: Int) -> Void = { _, _ in }
    ) {
        (self.cutoffs, self.measures, self.threads) = (cutoffs, measures, threads)
        (self.resamples, self.seed, self.onProgress) = (resamples, seed, onProgress)
    }

    /// The measures of where the truth stands in one visitor's list, in the order they are reported.
    package static let listMetrics: [any ListMetric.Type] = [
        Recall.self, NDCG.self, Precision.self, HitRate.self, AveragePrecision.self, ReciprocalRank.self,
    ]

    /// Measures `model`, which was trained on the training part of `split`.
    ///
    /// - Throws: ``EvaluationError/itemCountsDiffer(items:expected:)``, and as ``evaluate(on:scoring:)``.
    package func evaluate(_ model: any Model, on split: Split) throws(EvaluationError) -> QualityReport {
        guard model.itemCount == split.training.itemCount else {
            throw .itemCountsDiffer(items: model.itemCount, expected: split.training.itemCount)
        }
        return try evaluate(on: split) { queries, scores in model.score(queries, into: scores) }
    }

    /// Measures whatever `scoring` scores: a blend of models, say.
    ///
    /// - Throws: ``EvaluationError/cutoffOutOfRange(_:)``.
    /// - Complexity: O(visitors · items) besides the scoring; memory threads · 16 MB, or more where one row takes it.
    package func evaluate(on split: Split, scoring: Scoring) throws(EvaluationError) -> QualityReport {
        let cutoffs = try validatedCutoffs()
        let rankings = rank(split, limit: min(cutoffs[cutoffs.count - 1], split.training.itemCount), scoring: scoring)
        let values = values(split, rankings, cutoffs: cutoffs)
        let isWhole = measures == .all && !split.isSampled
        var metrics = means(values)
        if isWhole {
            for k in cutoffs { metrics += Exposure(rankings, k: k, itemCount: split.training.itemCount).metrics(k) }
        }
        return QualityReport(
            metrics: cutoffs.flatMap { k in metrics.filter { $0.name.hasSuffix("@\(k)") } },
            segments: isWhole ? segments(split, rankings, values, cutoffs: cutoffs) : [], visitorValues: values)
    }

    /// The cut-offs ascending, none twice.
    private func validatedCutoffs() throws(EvaluationError) -> [Int] {
        for cutoff in cutoffs where !(1...10_000).contains(cutoff) { throw .cutoffOutOfRange(cutoff) }
        guard !cutoffs.isEmpty else { throw .cutoffOutOfRange(nil) }
        return Set(cutoffs).sorted()
    }
}

/// How good one model's lists are.
package struct QualityReport: Sendable {
    /// Every metric at every cut-off; one that is defined for nobody is left out.
    ///
    /// Coverage and Gini have no interval: a resample of visitors holds fewer different ones, so its coverage lies
    /// below the value it should surround.
    package let metrics: [MetricValue]
    /// The same for groups of visitors and of items.
    package let segments: [Segment]
    /// The values the means are taken of, for paired comparisons.
    package let visitorValues: VisitorValues

    /// The metric called `name`, with its cut-off; nil when it was not measured.
    package subscript(name: String) -> MetricValue? { metrics.first { $0.name == name } }
}

extension HeldOutVisitor {
    /// Where the visitor's truth stands in `ranking`.
    func judge(_ ranking: ArraySlice<ItemIndex>) -> JudgedList {
        let truth = Set(self.truth)
        return JudgedList(isHit: ranking.map { truth.contains($0) }, truthCount: truth.count)
    }
}
