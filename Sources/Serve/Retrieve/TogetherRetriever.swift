import Domain
import State

/// What was in visits together with items lately: for items that no release knows yet, or says too little of.
enum TogetherRetriever {
    /// How many of the anchor's latest items are looked at.
    static let maximumSeeds = 20

    /// The candidates for `anchor`.
    ///
    ///     score(i) = Σ over the items j of the anchor of weight(j) · companionship(i, j)
    ///
    /// The reason names the item of the anchor that says most.
    /// - Complexity: that of `LiveState.companions`, for each item of the anchor.
    static func candidates(
        for anchor: [PastItem], _ state: LiveState, limit: Int, where gate: ListGate
    ) -> [Candidate] {
        var pool = MergedCandidates()
        for past in anchor.suffix(maximumSeeds).reversed() {
            let companions = state.companions(of: past.item, limit: limit) { gate.admits($0) }
            for companion in companions {
                let score = companion.item.score * Float(past.weight)
                pool.add(
                    Candidate(
                        item: companion.item.item, score: score,
                        ground: companion.isBasket
                            ? .boughtTogether(with: past.item) : .alsoChosen(with: past.item)))
            }
        }
        return pool.best(limit)
    }
}

/// Candidates of several seeds put together by item.
struct MergedCandidates {
    private var candidates: [Candidate] = []
    private var strongest: [Float] = []
    private var places: [ItemID: Int] = [:]

    /// Adds to the score of an item; the ground of the largest addend stays.
    mutating func add(_ candidate: Candidate) {
        guard let place = places[candidate.item] else {
            places[candidate.item] = candidates.count
            strongest.append(candidate.score)
            return candidates.append(candidate)
        }
        candidates[place].score += candidate.score
        candidates[place].parts += candidate.parts
        if candidate.score > strongest[place] {
            (candidates[place].ground, strongest[place]) = (candidate.ground, candidate.score)
        }
    }

    /// All of them, in the order their items came.
    var all: [Candidate] { candidates }

    /// The `limit` best: by score, of equals by id.
    /// - Complexity: O(n log n).
    func best(_ limit: Int) -> [Candidate] {
        Array(candidates.sorted { $0.score != $1.score ? $0.score > $1.score : $0.item < $1.item }.prefix(limit))
    }
}
