import Domain
import Models
import State

/// Asks the retrievers of a placement: step 2 of a decision.
struct Retrieval {
    let request: RecommendationRequest
    let placement: PlacementSettings
    let visit: Visit
    let release: ServingRelease?
    let state: LiveState

    /// What models proposed so far; a candidate's ground names its proposal by its place here.
    private(set) var proposals: [(retriever: PersonalRetriever, proposal: Proposal)] = []

    init(
        _ request: RecommendationRequest, _ placement: PlacementSettings, _ visit: Visit, _ release: ServingRelease?,
        _ state: LiveState
    ) {
        (self.request, self.placement, self.visit) = (request, placement, visit)
        (self.release, self.state) = (release, state)
    }

    /// The candidates of `tier`: of one retriever as it scores them, of several blended.
    ///
    ///     score(i) = Σ_r  weight_r · max(0, s_r(i)) / b_r        b_r = max over its candidates of s_r
    ///
    /// - Parameters:
    ///   - count: How many candidates a retriever without a quota proposes.
    ///   - needed: How many a retriever proposes at least where as many are allowed.
    mutating func candidates(
        of tier: Tier, count: Int, needed: Int, where isAllowed: (ItemID) -> Bool
    ) -> [Candidate] {
        let found = tier.retrievers.map { retriever in
            (retriever, candidates(of: retriever, count: retriever.quota ?? count, needed: needed, where: isAllowed))
        }.filter { !$0.1.isEmpty }
        guard found.count > 1 else { return found.first?.1 ?? [] }
        var (blended, places, strongest): ([Candidate], [ItemID: Int], [Float]) = ([], [:], [])
        for (retriever, candidates) in found {
            let best = candidates.map(\.score).max() ?? 0
            let factor = ScoreCalibration.factor(weight: Float(retriever.weight), best: best)
            for candidate in candidates {
                let term = ScoreCalibration.term(factor, candidate.score)
                guard let place = places[candidate.item] else {
                    places[candidate.item] = blended.count
                    blended.append(Candidate(item: candidate.item, score: term, ground: candidate.ground))
                    strongest.append(term)
                    continue
                }
                blended[place].score += term
                if term > strongest[place] { (blended[place].ground, strongest[place]) = (candidate.ground, term) }
            }
        }
        return blended
    }

    private mutating func candidates(
        of retriever: RetrieverSettings, count: Int, needed: Int, where isAllowed: (ItemID) -> Bool
    ) -> [Candidate] {
        switch retriever.source {
        case .models: return proposed(retriever, count: count, needed: needed, where: isAllowed)
        case .neighbours:
            guard let release, let page = request.item else { return [] }
            return SimilarRetriever.candidates(for: page, release, limit: count, where: isAllowed)
        case .together:
            guard let page = request.item else { return [] }
            return TogetherRetriever.candidates(for: page, state, limit: count, where: isAllowed)
        case .content:
            guard placement.anchor == .page, let page = request.item else {
                return ContentRetriever.candidates(for: visit.past, state, limit: count, where: isAllowed)
            }
            return ContentRetriever.candidates(for: page, state, limit: count, where: isAllowed)
        case .rising: return RisingRetriever.candidates(state, at: request.time, limit: count, where: isAllowed)
        case .newest, .results: return []
        case .groups:
            // Where the request names a category, only the release can tell what is in it.
            guard request.context[SegmentSetting.category] == nil else { return [] }
            return PopularRetriever.candidates(state, request, user: visit.user, limit: count, where: isAllowed)
        case .trainedGroups:
            guard let release else { return [] }
            let query = visit.query([], request, release, state)
            return PopularRetriever.candidates(for: query, release, limit: count, where: isAllowed)
        case .trained:
            guard let release else { return [] }
            return PopularRetriever.candidates(release, limit: count, where: isAllowed)
        case .catalogue:
            return PopularRetriever.candidates(state, at: request.time, limit: count, where: isAllowed)
        }
    }

    private mutating func proposed(
        _ retriever: RetrieverSettings, count: Int, needed: Int, where isAllowed: (ItemID) -> Bool
    ) -> [Candidate] {
        guard let release, let asked = PersonalRetriever(visit, request, release, state, number: proposals.count) else {
            return []
        }
        let proposal = asked.candidates(limit: count, needed: needed, where: isAllowed)
        proposals.append((asked, proposal))
        return proposal.candidates
    }
}
