import Domain
import State

/// What is of the same kind as an item: for new items and new visitors, whom no model knows.
enum ContentRetriever {
    /// How many of the anchor's latest items are looked at.
    static let maximumSeeds = 5

    /// The candidates for `anchor`: neighbours of its latest items.
    ///
    ///     score(i) = max over the items j of weight(j) · likeness(i, j)
    ///
    /// - Complexity: that of `LiveState.contentNeighbours`, for each item of the anchor.
    static func candidates(for anchor: [PastItem], _ state: LiveState, limit: Int, where gate: ListGate)
        -> [Candidate]
    {
        var (best, places): ([Candidate], [ItemID: Int]) = ([], [:])
        for seed in anchor.suffix(maximumSeeds).reversed() {
            for var candidate in neighbours(of: seed.item, state, limit: limit, where: gate) {
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

    /// What is like `seed`, where the catalogue describes it.
    private static func neighbours(of seed: ItemID, _ state: LiveState, limit: Int, where gate: ListGate)
        -> [Candidate]
    {
        guard let item = state.item(seed) else { return [] }
        return state.contentNeighbours(of: item, limit: limit) { gate.admits($0) }
            .map { Candidate(item: $0.item, score: $0.score, ground: .sameKind(as: seed)) }
    }
}
