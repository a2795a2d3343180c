import Domain
import Models
import State

/// The best items by a model's scores among those that are allowed: by score, of equals by index.
///
/// Items that share the model's lowest score are left out: that is what a model gives an item it has nothing to say
/// about. What is not a number is left out too.
/// - Parameter isAllowed: Asked only about items that would make the list.
/// - Complexity: O(items), and one question for each time an item makes the list so far.
func bestItems(
    of scores: UnsafeMutableBufferPointer<Float>, limit: Int, where isAllowed: (ItemIndex) -> Bool
) -> [ScoredItem] {
    var best = BestItems(limit: limit)
    for index in scores.indices {
        let (score, item) = (scores[index], ItemIndex(index))
        guard score >= -Candidate.maximumScore, best.admits(score, item), isAllowed(item) else { continue }
        best.insert(score, item)
    }
    let sorted = best.sorted().map { ScoredItem(item: $0.item, score: $0.score) }
    guard let worst = sorted.last?.score, !scores.contains(where: { $0 < worst }) else { return sorted }
    return sorted.filter { $0.score > worst }
}
