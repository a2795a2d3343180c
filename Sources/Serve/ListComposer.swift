import Domain
import Models
import State

/// Brings retrievers, rules and explanations together for one request; one function a placement.
struct ListComposer {
    private let request: RecommendationRequest
    private let release: ServingRelease?
    private let state: LiveState
    private let visit: Visit
    private let rules: Rules
    private var list: RankedList
    private var personal: (retriever: PersonalRetriever, proposal: Proposal)?

    /// A composer for one request.
    init(_ request: RecommendationRequest, _ release: ServingRelease?, _ state: LiveState) {
        (self.request, self.release, self.state) = (request, release, state)
        visit = Visit(request, state)
        rules = Rules(request, visit, release?.settings ?? ServingSettings(), state)
        list = RankedList(limit: request.limit)
    }

    /// Fills the personal list; gives back what it rests on.
    mutating func composeHome() -> DecisionSource {
        if let release, let retriever = PersonalRetriever(visit, request, release, state) {
            let count = release.settings.candidateCount(limit: request.limit)
            let proposal = retriever.candidates(limit: count, needed: request.limit, rules)
            personal = (retriever, proposal)
            list.add(proposal.candidates)
        }
        if !list.candidates.isEmpty { return fill(after: visit.source) }
        return fill(after: .content)
    }

    /// Fills the list on an item's page; gives back what it rests on.
    mutating func composeSimilar() -> DecisionSource {
        guard let page = request.item else { return composePopular() }
        if let release {
            let count = release.settings.candidateCount(limit: request.limit)
            list.add(SimilarRetriever.candidates(for: page, release, limit: count, rules))
        }
        if list.missing > 0 {
            list.add(TogetherRetriever.candidates(for: page, state, limit: list.missing, where: isFree))
        }
        let isChosen = list.candidates.contains { $0.isChosen }
        let source: DecisionSource = isChosen ? .similar : .content
        if list.missing > 0 {
            list.add(ContentRetriever.candidates(for: page, state, limit: list.missing, where: isFree))
        }
        return list.candidates.isEmpty ? composePopular() : finish(source)
    }

    /// Fills the list with what most people choose; gives back what it rests on.
    ///
    /// A request that names groups, in its context or by its user, begins with what those choose now. Where it names a
    /// category, only the release can tell what is in it.
    mutating func composePopular() -> DecisionSource {
        if request.context[SegmentSetting.category] == nil {
            list.add(
                PopularRetriever.candidates(state, request, user: visit.user, limit: list.missing, where: isFree))
        }
        return finish(.popular)
    }

    /// Fills the list with what more and more people choose; gives back what it rests on.
    mutating func composeTrending() -> DecisionSource {
        list.add(RisingRetriever.candidates(state, at: request.time, limit: list.missing, where: isFree))
        return list.candidates.isEmpty ? composePopular() : finish(.trending)
    }

    /// The list with positions and reasons.
    func recommendations() -> [Recommendation] {
        let reasons = Explainer(state, personal).reasons(for: list.candidates)
        return zip(list.candidates, reasons).enumerated().map { place, entry in
            Recommendation(item: entry.0.item, score: entry.0.score, position: place + 1, reason: entry.1)
        }
    }

    private mutating func fill(after source: DecisionSource) -> DecisionSource {
        if list.missing > 0 {
            list.add(ContentRetriever.candidates(for: visit.past, state, limit: list.missing, where: isFree))
        }
        return list.candidates.isEmpty ? composePopular() : finish(source)
    }

    /// Fills what is left with popular items: the release's in the visitor's groups, the release's, the state's.
    private mutating func finish(_ source: DecisionSource) -> DecisionSource {
        if list.missing > 0, let release {
            let query = visit.query([], request, release, state)
            list.add(PopularRetriever.candidates(for: query, release, limit: list.missing, where: isFree))
        }
        if list.missing > 0, let release {
            list.add(PopularRetriever.candidates(release, limit: list.missing, where: isFree))
        }
        if list.missing > 0 {
            list.add(PopularRetriever.candidates(state, at: request.time, limit: list.missing, where: isFree))
        }
        return list.candidates.isEmpty ? .empty : source
    }

    private func isFree(_ item: ItemID) -> Bool { !list.contains(item) && rules.allow(item) }
}
