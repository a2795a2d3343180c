import Domain
import Matrices
import Models

/// What ``PersonalRetriever`` found.
struct Proposal {
    /// How the scores came about.
    let blend: Blend
    /// The visitor as each model has them, where that is known already.
    let visitors: [FoldedVisitor]
    private let items: [ItemIndex]
    /// The blended score of each item.
    private let values: [Float]
    private let scores: [[Float]]
    private let vocabulary: Vocabulary<ItemID>
    private let number: Int

    /// The candidates `items`, none twice, to which the models gave `scores[model][candidate]`.
    init(
        _ items: [ItemIndex], scores: [[Float]], _ models: [ServedModel], _ vocabulary: Vocabulary<ItemID>, number: Int,
        visitors: [FoldedVisitor] = []
    ) {
        (self.items, self.scores, self.vocabulary) = (items, scores, vocabulary)
        (self.number, self.visitors) = (number, visitors)
        blend = Blend(models, scores: scores)
        values = blend.values(scores, count: items.count)
    }

    /// All candidates, in no order.
    var candidates: [Candidate] { items.indices.map(candidate) }

    /// The `count` candidates with the highest scores, and those that share the last one's, in no order.
    func best(_ count: Int) -> [Candidate] {
        let worst = values.withUnsafeBufferPointer { topK($0, limit: count) }.last?.score ?? .infinity
        var best: [Candidate] = []
        best.reserveCapacity(min(items.count, count))
        for place in items.indices where values[place] >= worst { best.append(candidate(place)) }
        return best
    }

    /// The score that a model gave a candidate.
    /// - Complexity: O(candidates).
    func score(ofModel model: Int, _ item: ItemIndex) -> Float {
        items.firstIndex(of: item).map { scores[model][$0] } ?? 0
    }

    private func candidate(_ place: Int) -> Candidate {
        Candidate(
            item: vocabulary.id(at: items[place]), score: values[place],
            ground: .history(items[place], proposal: number))
    }
}
