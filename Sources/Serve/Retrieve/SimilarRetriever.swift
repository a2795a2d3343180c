import Domain
import Models
import State

/// What the models say goes with items.
enum SimilarRetriever {
    /// The candidates for `anchor`: the models' similar items of each, blended like scores where several models answer.
    ///
    ///     score_m(i) = Σ over the items j of the anchor of weight(j) · likeness_m(i, j)
    ///
    /// What ``ContentModel`` alone proposes is of the same kind: it knows nothing of what anybody chose. The reason names
    /// the item of the anchor that says most.
    /// - Complexity: that of the models' `similarItems`, for each item of the anchor.
    static func candidates(
        for anchor: [PastItem], _ models: [ServedModel], _ release: ServingRelease, limit: Int,
        where gate: ListGate
    ) -> [Candidate] {
        let answers = models.map { served in (served, likeness(served, to: anchor, release, limit: limit)) }
            .filter { !$0.1.isEmpty }
        let items = Set(answers.flatMap { $0.1.keys }).sorted().filter { gate.admits(release.items.id(at: $0)) }
        let scores = answers.map { answer in items.map { answer.1[$0]?.score ?? 0 } }
        let blend = Blend(answers.map(\.0), scores: scores)
        let pool = items.enumerated().map { place, item in
            let own = scores.map { $0[place] }
            let isChosen = zip(answers, own).contains { $1 > 0 && !($0.0.model is ContentModel) }
            let seed = strongest(item, answers.map(\.1), blend)
            return Candidate(
                item: release.items.id(at: item), score: blend.score(own),
                ground: isChosen ? .alsoChosen(with: seed) : .sameKind(as: seed))
        }
        return Array(pool.sorted { $0.score != $1.score ? $0.score > $1.score : $0.item < $1.item }.prefix(limit))
    }

    /// The score of an item, and which item of the anchor says most of it.
    private typealias Likeness = (score: Float, seed: ItemID, most: Float)

    private static func likeness(_ served: ServedModel, to anchor: [PastItem], _ release: ServingRelease, limit: Int)
        -> [ItemIndex: Likeness]
    {
        var sums: [ItemIndex: Likeness] = [:]
        for past in anchor {
            guard let index = release.items[past.item] else { continue }
            for similar in served.similarItems(to: index, limit: limit) where similar.score.isFinite {
                let score = similar.score * Float(past.weight)
                var sum = sums[similar.item] ?? (0, past.item, 0)
                sum.score += score
                if score > sum.most { (sum.seed, sum.most) = (past.item, score) }
                sums[similar.item] = sum
            }
        }
        return sums
    }

    private static func strongest(_ item: ItemIndex, _ answers: [[ItemIndex: Likeness]], _ blend: Blend) -> ItemID {
        var best: (seed: ItemID, part: Float)?
        for (answer, factor) in zip(answers, blend.factors) {
            guard let own = answer[item] else { continue }
            if own.most * factor > best?.part ?? -1 { best = (own.seed, own.most * factor) }
        }
        guard let best else { preconditionFailure("A candidate came from no item of the anchor.") }
        return best.seed
    }
}
