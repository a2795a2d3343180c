import Domain

/// What a search engine found, by its scores.
enum ResultsRetriever {
    /// The items of `request` that are allowed, each once, with the engine's scores; where any is below 0, all are raised
    /// by as much as brings the lowest to 0. Without scores the order counts as in reciprocal rank fusion:
    ///
    ///     score = 61 / (60 + place)        the first place is 1
    ///
    /// *Source:* Cormack, Clarke and Büttcher 2009, doi:10.1145/1571941.1572114.
    /// - Complexity: O(items).
    static func candidates(_ request: RecommendationRequest, where gate: ListGate) -> [Candidate] {
        let lift = max(0, -(request.itemScores.min() ?? 0))
        var seen: Set<ItemID> = []
        return request.items.enumerated().compactMap { place, item in
            guard seen.insert(item).inserted, gate.admits(item) else { return nil }
            let score =
                request.itemScores.isEmpty ? 61 / Float(61 + place) : request.itemScores[place] + lift
            return Candidate(item: item, score: score, ground: .found)
        }
    }
}
