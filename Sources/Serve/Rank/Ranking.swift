import Domain
import State

/// Everything that changes the scores and the order of candidates, apart from rules. Asked once a tier of a list.
struct Ranking {
    /// The ranking for one request.
    init(
        _ request: RecommendationRequest, _ placement: PlacementSettings, _ visit: Visit, _ release: ServingRelease?,
        _ state: LiveState
    ) {}

    /// Whether it changes nothing: then a tier need hold no more candidates than there are places.
    var isPlain: Bool { true }

    /// Changes the scores of `pool`, whose candidates are allowed and not in the list.
    func adjust(_ pool: inout [Candidate]) {}

    /// The best `count` of `pool` in the order they shall stand in, below `list`.
    ///
    /// By score, of equals by id.
    /// - Complexity: O(n log n) for n candidates.
    func select(_ count: Int, of pool: [Candidate], below list: [Candidate]) -> [Candidate] {
        Array(pool.sorted { $0.score != $1.score ? $0.score > $1.score : $0.item < $1.item }.prefix(count))
    }
}
