import Domain
import State

/// Makes one list: retrieves tier by tier, ranks, and lets the rules have their say.
///
/// A tier is asked only while places are free. Each is ranked by itself and stands below the one before it, whatever its
/// scores; at the end the rules place what they promote or pin.
struct ListComposer {
    private let request: RecommendationRequest
    private let settings: ServingSettings
    private let placement: PlacementSettings
    private let visit: Visit
    private let state: LiveState
    private let rules: Rules
    private let ranking: Ranking
    private var retrieval: Retrieval
    private var list: RankedList
    private var strategy: String?

    /// A composer for one request, whose placement is in the settings.
    init(_ request: RecommendationRequest, _ release: ServingRelease?, _ state: LiveState) {
        (self.request, self.state, settings) = (request, state, release?.settings ?? ServingSettings())
        placement = settings.placement(request.placement) ?? PlacementSettings(.visitor, [])
        visit = Visit(request, state)
        rules = Rules(request, visit, settings, state)
        ranking = Ranking(request, placement, visit, release, state)
        retrieval = Retrieval(request, placement, visit, release, state)
        list = RankedList(limit: request.limit)
    }

    /// Fills the list.
    mutating func compose() {
        for tier in StrategyPlan.tiers(for: request, placement) where list.missing > 0 { add(tier) }
        guard !rules.isPlain else { return }
        var candidates = list.candidates
        rules.place(&candidates, limit: request.limit)
        list.replace(by: candidates)
    }

    /// The strategy of the first tier that had something to say; nil for an empty list.
    var chosenStrategy: String? { strategy }

    /// What the list rests on: the most personal of what speaks for its items.
    var source: DecisionSource {
        var best = list.candidates.isEmpty ? DecisionSource.empty : .popular
        for candidate in list.candidates {
            let source = candidate.ground.source(visit)
            if source.rank < best.rank { best = source }
        }
        return best
    }

    /// The list with positions and reasons.
    func recommendations() -> [Recommendation] {
        let reasons = Explainer(state, retrieval.proposals).reasons(for: list.candidates)
        return zip(list.candidates, reasons).enumerated().map { place, entry in
            Recommendation(item: entry.0.item, score: entry.0.score, position: place + 1, reason: entry.1)
        }
    }

    private mutating func add(_ tier: Tier) {
        let missing = list.missing
        let isWide = list.candidates.isEmpty && tier.isRanked || !(ranking.isPlain && rules.isPlain)
        let count = isWide ? settings.candidateCount(limit: request.limit) : missing
        let (list, rules) = (self.list, self.rules)
        var pool = retrieval.candidates(of: tier, count: count, needed: missing) {
            !list.contains($0) && rules.allow($0)
        }
        guard !pool.isEmpty else { return }
        ranking.adjust(&pool)
        rules.adjust(&pool)
        strategy = strategy ?? tier.strategy
        let chosen = ranking.select(missing, of: pool, below: list.candidates)
        self.list.add(chosen, isByScore: ranking.isPlain)
    }
}
