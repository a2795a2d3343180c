import Domain
import Matrices
import Models

/// What ``bestItems(of:limit:needed:where:)`` finds by each of `models`, together and ascending, and their scores
/// `[models][items]`; without the scores of all other items.
///
/// Nil where a model has no ``ServedModel/search``, or so few of the best items are allowed that all must be looked at.
/// - Complexity: O(models · items · embedding size) at a byte a number.
func bestByBounds(
    _ models: [ServedModel], _ query: ScoringQuery, limit: Int, needed: Int, where isAllowed: (ItemIndex) -> Bool
) -> (items: [ItemIndex], scores: [[Float]])? {
    guard models.allSatisfy({ $0.search != nil }) else { return nil }
    var (found, vectors): ([ItemIndex], [[Float]]) = ([], [])
    for served in models {
        guard let search = served.search, let model = served.model as? any FactorModel else { return nil }
        let vector = model.vector(of: query)
        guard let best = vector.withUnsafeBufferPointer({ search.largest(with: $0, limit: limit) }),
            let allowed = allowedItems(best, limit: limit, needed: needed, where: isAllowed)
        else { return nil }
        found += allowed
        vectors.append(vector)
    }
    let items = models.count == 1 ? found.sorted() : Set(found).sorted()
    let scores = zip(models, vectors).map { served, vector in
        vector.withUnsafeBufferPointer { served.search?.products(with: $0, of: items) ?? [] }
    }
    return (items, scores)
}

/// The allowed items of `best`, without those that share the lowest score of all, as ``bestItems(of:limit:needed:where:)``
/// has it; nil where it would look further.
private func allowedItems(
    _ best: BoundedSearch.Found, limit: Int, needed: Int, where isAllowed: (ItemIndex) -> Bool
) -> [ItemIndex]? {
    guard best.hasLower, best.ranking.count == limit,
        best.ranking.allSatisfy({ abs($0.score) <= Candidate.maximumScore })
    else { return nil }
    let allowed = best.ranking.compactMap { entry in
        isAllowed(ItemIndex(entry.index)) ? ItemIndex(entry.index) : nil
    }
    return allowed.count >= needed ? allowed : nil
}
