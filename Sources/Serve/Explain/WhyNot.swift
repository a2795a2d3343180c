package import Domain
import Models
package import State

/// Asks what became of one item on the way to a list. For questions by people: each source of candidates is asked for
/// thousands, which takes some milliseconds more than a list.
package struct WhyNot {
    /// How many candidates a source is asked for.
    static let poolSize = 10_000

    private let item: ItemID
    private let request: RecommendationRequest
    private let decision: Decision
    private let state: LiveState
    private let placement: PlacementSettings
    private let tiers: [Tier]
    private let rules: Rules
    private let ranking: Ranking
    private var retrieval: Retrieval

    /// A question about `item` in the list for `request`, which `RequestChecks` passed.
    package init(
        _ item: ItemID, _ request: RecommendationRequest, _ release: ServingRelease?, _ state: LiveState
    ) {
        var settings = release?.settings ?? ServingSettings()
        let placement = settings.placement(request.placement) ?? PlacementSettings(.visitor, [])
        settings.leaveOutKinds = placement.leaveOutKinds ?? settings.leaveOutKinds
        let visit = Visit(request, state, anchor: placement.anchor)
        (self.item, self.request, self.state, self.placement) = (item, request, state, placement)
        decision = decide(request, release, state)
        tiers = StrategyPlan.tiers(for: request, placement, release, hasEvents: state.eventCount > 0)
        rules = Rules(request, visit, release, settings, state)
        ranking = Ranking(placement.ranking, request, visit, release, state)
        retrieval = Retrieval(request, placement, visit, release, state)
        isKnown = state.itemNumber(of: item) != nil || release?.items[item] != nil
    }

    private let isKnown: Bool

    /// The answer.
    /// - Complexity: O(sources · items).
    package mutating func answer() -> Absence {
        if let place = decision.recommendations.first(where: { $0.item == item }) {
            var answer = Absence(item, .inList, decision)
            (answer.position, answer.score) = (place.position, place.score)
            return answer
        }
        guard isKnown else { return Absence(item, .notInCatalogue, decision) }
        if let refusal = rules.refusal(of: item) {
            var answer = Absence(item, refusal == .deleted ? .notInCatalogue : .forbidden, decision)
            answer.refusal = refusal == .deleted ? nil : refusal
            return answer
        }
        return ranked()
    }

    /// What the sources say, and where the item stands among all candidates.
    private mutating func ranked() -> Absence {
        var answer = Absence(item, .notRetrieved, decision)
        var above = RankedList(limit: .max)
        for tier in tiers {
            for retriever in tier.retrievers { answer.sources.append(source(retriever, of: tier.strategy)) }
            var pool = pool(of: tier, below: above)
            ranking.adjust(&pool)
            rules.adjust(&pool)
            let order = Self.ordered(pool)
            if answer.rank == nil, let place = order.firstIndex(where: { $0.item == item }) {
                answer.rank = above.candidates.count + place + 1
                (answer.strategy, answer.score) = (tier.strategy, order[place].score)
            }
            above.add(order, isByScore: false)
        }
        guard let rank = answer.rank else { return answer }
        answer.poolSize = above.candidates.count
        answer.pushedBy = rank <= decision.recommendations.count ? causes() : []
        answer.outcome = answer.pushedBy.isEmpty ? .rankedLower : .pushedOut
        return answer
    }

    private mutating func pool(of tier: Tier, below above: RankedList) -> [Candidate] {
        retrieval.candidates(
            of: tier, count: Self.poolSize, needed: Self.poolSize, isByScore: false,
            where: ListGate(rules, above, nil))
    }

    private mutating func source(_ retriever: RetrieverSettings, of strategy: String) -> Absence.Source {
        let order = Self.ordered(pool(of: Tier(strategy, [retriever]), below: RankedList(limit: .max)))
        return Absence.Source(
            strategy: strategy, name: retriever.source.rawValue, candidates: order.count,
            rank: order.firstIndex { $0.item == item }.map { $0 + 1 })
    }

    /// What can have moved an item out of a list that it ranks high enough for.
    private func causes() -> [String] {
        var causes: [String] = []
        let moving = rules.active.others.filter { $0.compiled.rule.factor == nil }.map(\.compiled.rule.name)
        let fired = Set(decision.recommendations.flatMap(\.rules)).union(decision.removed.keys)
        causes += moving.filter(fired.contains)
        if placement.ranking.diversity.map({ $0.strength > 0 }) == true { causes.append("diversity") }
        if !placement.ranking.caps.isEmpty { causes.append("caps") }
        if placement.ranking.exposure != nil { causes.append("exposure") }
        if decision.recommendations.contains(where: { $0.reason.code == .explored }) { causes.append("exploration") }
        return causes
    }

    private static func ordered(_ pool: [Candidate]) -> [Candidate] {
        pool.sorted { $0.score != $1.score ? $0.score > $1.score : $0.item < $1.item }
    }
}
