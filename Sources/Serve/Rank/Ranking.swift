import Domain
import Models
import State

/// Everything that changes the scores and the order of candidates, apart from rules. Asked once a tier of a list:
/// `adjust` gives scores, `select` an order.
///
/// Pure, and free of chance. With settings that are off both give back what they were given.
struct Ranking {
    private let settings: RankingSettings
    private let request: RecommendationRequest
    private let visit: Visit
    private let release: ServingRelease?
    private let state: LiveState

    /// The ranking for one request.
    init(
        _ settings: RankingSettings, _ request: RecommendationRequest, _ visit: Visit, _ release: ServingRelease?,
        _ state: LiveState
    ) {
        (self.settings, self.request, self.visit) = (settings, request, visit)
        (self.release, self.state) = (release, state)
    }

    /// Whether it changes nothing: then a tier need hold no more candidates than there are places.
    var isPlain: Bool { !settings.adjustsScores && !settings.choosesItself }

    /// Whether a tier's order is another than that of its scores.
    var choosesItself: Bool { settings.choosesItself }

    /// Gives the candidates of `pool` the scores of ``ScoreAdjustment``.
    func adjust(_ pool: inout [Candidate]) {
        if settings.adjustsScores { pool = ScoreAdjustment(settings, request, state).adjust(pool) }
    }

    /// The `count` candidates of `pool` that stand next below `list`, in their order, or all where there are fewer.
    ///
    /// Without diversity, caps and exposure these are the best by score, of equals by id. Scores stay as they are: they say
    /// what an item is worth by itself, and need not fall from place to place. What `list` holds counts for diversity,
    /// caps and exposure.
    /// - Complexity: O(n log n) for n candidates, and O(count · n) where more than scores decides.
    func select(_ count: Int, of pool: [Candidate], below list: [Candidate]) -> [Candidate] {
        let pool = pool.sorted { $0.score != $1.score ? $0.score > $1.score : $0.item < $1.item }
        guard settings.choosesItself, !pool.isEmpty else { return Array(pool.prefix(count)) }
        let items = PoolItems(pool, below: list, state)
        return selection(from: items, count).order.map { pool[$0 - list.count] }
    }

    private func selection(from pool: PoolItems, _ count: Int) -> GreedySelection {
        let windows = settings.caps.map { WindowCap(column: pool.column($0.by), most: $0.most, window: $0.window) }
        let steering = steering(pool, count)
        func selection<Objective: ListObjective>(_ objective: Objective) -> GreedySelection {
            GreedySelection(
                of: pool.candidates.count, below: pool.placed, count: count, caps: windows, objective, steering)
        }
        guard let diversity = settings.diversity, diversity.strength > 0 else {
            return selection(RelevanceAlone(relevance: pool.relevance))
        }
        let (relevance, strength) = (pool.relevance, Float(diversity.strength))
        switch diversity.method {
        case .mmr:
            let columns = diversity.by.filter { $0 != .vector }.map { pool.column($0) }
            let vectors = diversity.by.contains(.vector) ? release.flatMap { pool.vectors(in: $0) } : nil
            let likeness = Likeness(columns, vectors: vectors)
            return selection(MarginalRelevance(relevance: relevance, likeness: likeness, strength: strength))
        case .xquad:
            let known = Interests(diversity.by, pool, visit, state)
            let interests = known.orOfPool(pool)
            return selection(
                ExplicitAspects(
                    relevance: relevance, columns: known.columns, interests: interests, strength: strength))
        case .calibration:
            let known = Interests(diversity.by, pool, visit, state)
            return selection(
                Calibration(
                    relevance: relevance, columns: known.columns, proportions: known.ofVisitor, strength: strength))
        }
    }

    private func steering(_ pool: PoolItems, _ count: Int) -> ExposureSteering? {
        guard let settings = settings.exposure else { return nil }
        return ExposureSteering(
            settings, suppliers: pool.candidates.map { state.supplier(of: $0.item) }, limit: pool.placed + count,
            counts: ({ state.exposure(of: $0, at: request.time) }, state.totalExposure(at: request.time)))
    }
}
