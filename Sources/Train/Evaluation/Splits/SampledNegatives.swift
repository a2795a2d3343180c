package import Domain
import Matrices
package import Models

extension Split {
    /// Holds out the item that each visitor chose last, to be found among `count` items drawn from those the visitor
    /// never touched: leave-one-out with sampled negatives.
    ///
    /// **Its figures are not comparable with those of any other split**: finding one item among a hundred is far easier
    /// than among all, and how much easier depends on the model, so that even the order of two models may turn around.
    /// They bear names of their own, `sampled_hit_rate` and `sampled_ndcg`. It is here for comparison with papers that
    /// report nothing else.
    ///
    /// Negatives are drawn without repetition, all equally likely; a visitor with fewer untouched items has them all.
    /// Each visitor draws from an own stream of the seed. Of equal scores the item drawn earlier comes first, and the
    /// held-out item stands at a random place among them, so that a model that scores all alike does as chance would.
    ///
    /// *Source:* He, Liao, Zhang, Nie, Hu and Chua, "Neural Collaborative Filtering", WWW 2017,
    /// doi:10.1145/3038912.3052569; against it Krichene and Rendle, "On Sampled Metrics for Item Recommendation", KDD
    /// 2020, doi:10.1145/3394486.3403226.
    /// - Parameter count: 1 or more, 100 in most papers.
    /// - Throws: ``EvaluationError/nobodyToEvaluate(split:reason:)``, ``EvaluationError/negativesOutOfRange(_:)``.
    /// - Complexity: O(visitors · (count + history)) besides ``lastOne(_:weights:)``.
    package static func sampledNegatives(
        _ table: InteractionTable, count: Int = 100, seed: UInt64, weights: EventWeights
    ) throws(EvaluationError) -> Split {
        guard (1...maximumNegatives).contains(count) else { throw .negativesOutOfRange(count) }
        let whole = try lastOne(table, weights: weights)
        let visitors = whole.visitors.map { $0.among(count, of: whole.training.itemCount, seed: seed) }
        return try Split(
            name: "sampled-negatives", training: whole.training, visitors: visitors,
            visitorsWithoutHistory: whole.visitorsWithoutHistory, repeatedPairs: whole.repeatedPairs)
    }

    /// More negatives than these are refused: rank all items instead.
    package static let maximumNegatives = 10_000

    /// Whether visitors' lists hold a few drawn items instead of all.
    package var isSampled: Bool { visitors.contains { $0.candidates != nil } }
}

extension HeldOutVisitor {
    /// The same visitor, whose list holds the truth and `count` other items that the visitor never touched.
    fileprivate func among(_ count: Int, of itemCount: Int, seed: UInt64) -> HeldOutVisitor {
        var random = SeededRandom(seed: seed, stream: UInt64(user))
        var taken = Set(seen).union(truth)
        let untouched = itemCount - taken.count
        var drawn: [ItemIndex] = []
        if count * 2 < untouched {
            while drawn.count < count {
                let item = ItemIndex(random.below(itemCount))
                if taken.insert(item).inserted { drawn.append(item) }
            }
        } else {
            let rest = (0..<ItemIndex(itemCount)).filter { !taken.contains($0) }
            drawn = Array(random.sample(min(count, rest.count), of: rest))
        }
        for item in truth { drawn.insert(item, at: random.below(drawn.count + 1)) }
        return HeldOutVisitor(user: user, query: query, seen: seen, truth: truth, candidates: drawn)
    }
}
