import Domain
import Matrices
import Models

/// The best items by a model's scores among those that are allowed: by score, of equals by index.
///
/// The rules are asked about the first `limit` items alone when at least `needed` of them are allowed, for a question
/// costs a look-up in the state; otherwise about every item that would make the list, until it is full.
///
/// Items that share the model's lowest score are left out: that is what a model gives an item it has nothing to say
/// about. Scores that are no number, or beyond ±``Candidate/maximumScore``, are left out too.
/// - Complexity: O(items), and as many questions as `limit` in the usual case.
func bestItems(
    of scores: UnsafeBufferPointer<Float>, limit: Int, needed: Int, where isAllowed: (ItemIndex) -> Bool
) -> [ScoredItem] {
    let first = topK(scores, limit: limit) { abs(scores[$0]) > Candidate.maximumScore }
    let allowed = first.filter { isAllowed(ItemIndex($0.index)) }
    guard allowed.count < needed, first.count == limit else { return aboveLowest(allowed, scores) }
    let all = topK(scores, limit: limit) { index in
        abs(scores[index]) > Candidate.maximumScore || !isAllowed(ItemIndex(index))
    }
    return aboveLowest(all, scores)
}

private func aboveLowest(_ ranking: [Ranked], _ scores: UnsafeBufferPointer<Float>) -> [ScoredItem] {
    let items = ranking.map { ScoredItem(item: ItemIndex($0.index), score: $0.score) }
    guard let worst = items.last?.score, !scores.contains(where: { $0 < worst }) else { return items }
    return items.filter { $0.score > worst }
}
