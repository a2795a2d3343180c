import Domain
import State

/// Makes one list: retrieves tier by tier, ranks, and lets the rules have their say.
///
/// A tier is asked only while places are free. Each is ranked by itself and stands below the one before it, whatever its
/// scores; at the end the rules place what they promote or pin. A list whose pages are turned begins with what an earlier
/// page fixed.
///
/// A class because it is one list in the making: nobody has two of it, and a copy would be dear.
final class ListComposer {
    /// How many items a page fixes ahead for the pages after it, for each place: so many pages.
    private static let pagesAhead = 4
    /// How many items it fixes ahead at most, as long as that is a page.
    private static let standardAhead = 200

    private let request: RecommendationRequest
    private let settings: ServingSettings
    private let placement: PlacementSettings
    private let tiers: [Tier]
    private let visit: Visit
    private let state: LiveState
    private let rules: Rules
    private let ranking: Ranking
    private let sentences: SentenceBooks
    private var retrieval: Retrieval
    private var list: RankedList
    private var page: [Candidate] = []

    /// The strategy of the first tier that had something to say; nil for an empty list.
    private(set) var chosenStrategy: String?

    /// A composer for one request, whose placement is in the settings.
    init(_ request: RecommendationRequest, _ release: ServingRelease?, _ state: LiveState) {
        var settings = release?.settings ?? ServingSettings()
        let placement = settings.placement(request.placement) ?? PlacementSettings(.visitor, [])
        settings.leaveOutKinds = placement.leaveOutKinds ?? settings.leaveOutKinds
        (self.request, self.state, self.settings, self.placement) = (request, state, settings, placement)
        visit = Visit(request, state, anchor: placement.anchor)
        tiers = StrategyPlan.tiers(for: request, placement, release, hasEvents: state.eventCount > 0)
        rules = Rules(request, visit, release, settings, state)
        ranking = Ranking(placement.ranking, request, visit, release, state)
        sentences = release?.sentences ?? .builtIn
        retrieval = Retrieval(request, placement, visit, release, state)
        let ahead = min(Self.pagesAhead * request.limit, max(request.limit, Self.standardAhead))
        list = RankedList(limit: request.limit + (request.cursor == nil ? 0 : ahead))
    }

    /// Fills the list, and takes the page out of it.
    func compose() {
        let isFirst = request.cursor.map { $0.count == 0 } ?? true
        if let cursor = request.cursor, !cursor.upcoming.isEmpty { takeUp(cursor) }
        for tier in tiers where list.missing > 0 { add(tier) }
        page = Array(list.candidates.prefix(request.limit))
        if placement.exploration > 0 { explore() }
        if isFirst { rules.place(&page, limit: request.limit) }
        page = retrieval.regrounded(page, tiers)
    }

    /// How many candidates each rule held back.
    var removed: [String: Int] { rules.tally.counts }

    /// What the list rests on: the most personal of what speaks for its items.
    var source: DecisionSource {
        let proposals = retrieval.answers.map(\.retriever.source)
        return page.lazy.map { $0.ground.source(proposals) }.min { $0.rank < $1.rank } ?? .empty
    }

    /// The list with positions and reasons.
    func recommendations() -> [Recommendation] {
        let start = request.cursor?.count ?? 0
        let reasons = placement.hasReasons ? explainer.reasons(for: page) : []
        return page.enumerated().map { place, candidate in
            Recommendation(
                item: candidate.item, score: candidate.score, position: start + place + 1,
                reason: placement.hasReasons
                    ? reasons[place] : Reason(code: candidate.ground.code, text: ""),
                parts: request.explains ? candidate.wholeParts : ranking.isPlain ? [] : candidate.parts,
                propensity: candidate.propensity, rules: candidate.rules)
        }
    }

    private var explainer: Explainer {
        Explainer(state, retrieval.answers, visit.past, sentences.book(for: request.languages))
    }

    /// Where the list goes on after the page; nil where nothing follows, or nobody asked to turn pages.
    var nextCursor: ListCursor? {
        guard let cursor = request.cursor else { return nil }
        let shown = Set(page.map(\.item))
        let upcoming = list.candidates.filter { !shown.contains($0.item) }.map {
            ListCursor.Upcoming(item: $0.item, score: $0.score, code: $0.ground.code)
        }
        return cursor.after(page.map(\.item), strategy: chosenStrategy ?? "", upcoming: upcoming)
    }

    /// Puts what earlier pages fixed at the head of the list, as far as it may still be shown.
    private func takeUp(_ cursor: ListCursor) {
        chosenStrategy = cursor.strategy
        let gate = gate
        list.add(
            cursor.upcoming.filter { gate.admits($0.item) }.map {
                Candidate(item: $0.item, score: $0.score, ground: .earlier($0.code))
            }, isByScore: false)
    }

    private func add(_ tier: Tier) {
        let missing = list.missing
        let isByScore = ranking.isPlain && rules.isPlain
        let isWide = list.candidates.isEmpty && tier.isRanked || !isByScore
        let count = isWide ? settings.candidateCount(limit: request.limit) : missing
        var pool = retrieval.candidates(
            of: tier, count: count, needed: missing, isByScore: isByScore, where: gate)
        guard !pool.isEmpty else { return }
        ranking.adjust(&pool)
        if request.explains { for place in pool.indices { pool[place].parts = pool[place].wholeParts } }
        rules.adjust(&pool)
        chosenStrategy = chosenStrategy ?? tier.strategy
        let chosen = ranking.select(missing, of: pool, below: list.candidates)
        list.add(chosen, isByScore: !ranking.choosesItself)
    }

    /// Puts items that few visitors met between those of the page.
    private func explore() {
        let pool = state.newestItems(
            limit: Exploration.poolSize, at: request.time, halfLifeDays: NewestRetriever.halfLifeDays,
            maximumEvents: Exploration.maximumEvents
        ) { rules.allow($0) && !isShown(state.itemID(of: $0)) }
        page = Exploration.explore(
            page, limit: request.limit, share: placement.exploration, request.decision,
            pool: pool.map { Candidate(item: $0.item, score: $0.score, ground: .explored) })
    }

    /// Whether an earlier page showed the item.
    private func isShown(_ item: ItemID) -> Bool {
        request.cursor?.hasShown(item) == true
    }

    private var gate: ListGate { ListGate(rules, list, request.cursor) }
}
