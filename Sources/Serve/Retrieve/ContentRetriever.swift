import Domain
import State

/// What is of the same kind as an item: for new items and new visitors, whom no model knows.
enum ContentRetriever {
    /// How many of the visitor's latest items are looked at.
    static let maximumSeeds = 5

    /// The candidates for the page of `page`, which the catalogue describes.
    static func candidates(for page: ItemID, _ state: LiveState, limit: Int, where isAllowed: (ItemID) -> Bool)
        -> [Candidate]
    {
        guard let item = state.item(page) else { return [] }
        return state.contentNeighbours(of: item, limit: limit) { isAllowed(state.itemID(of: $0)) }
            .map { Candidate(item: $0.item, score: $0.score, ground: .sameKind(as: page)) }
    }

    /// The candidates for a visitor: neighbours of the latest items of `past`.
    ///
    ///     score(i) = max over the items j of weight(j) · likeness(i, j)
    static func candidates(for past: [PastItem], _ state: LiveState, limit: Int, where isAllowed: (ItemID) -> Bool)
        -> [Candidate]
    {
        var (best, places): ([Candidate], [ItemID: Int]) = ([], [:])
        for seed in past.suffix(maximumSeeds).reversed() {
            for var candidate in candidates(for: seed.item, state, limit: limit, where: isAllowed) {
                candidate.score *= Float(seed.weight)
                if let place = places[candidate.item] {
                    if candidate.score > best[place].score { best[place] = candidate }
                } else {
                    places[candidate.item] = best.count
                    best.append(candidate)
                }
            }
        }
        return best
    }
}
