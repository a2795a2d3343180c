import Domain
import Matrices
import Models

/// The best items by a model's scores among those that are allowed: by score, of equals by index.
///
/// Items that share the model's lowest score are left out: that is what a model gives an item it has nothing to say
/// about. Scores that are no number, or beyond ±``Candidate/maximumScore``, are left out too.
/// - Parameter isAllowed: Asked only about items that would make the list.
/// - Complexity: O(items), and one question for each time an item makes the list so far.
func bestItems(
    of scores: UnsafeBufferPointer<Float>, limit: Int, where isAllowed: (ItemIndex) -> Bool
) -> [ScoredItem] {
    let best = topK(scores, limit: limit) { index in
        abs(scores[index]) > Candidate.maximumScore || !isAllowed(ItemIndex(index))
    }
    let items = best.map { ScoredItem(item: ItemIndex($0.index), score: $0.score) }
    guard let worst = items.last?.score, !scores.contains(where: { $0 < worst }) else { return items }
    return items.filter { $0.score > worst }
}
