import Domain
import Models
import State

/// Asks the retrievers of a placement: step 2 of a decision.
struct Retrieval {
    /// What models answered, and what they were asked.
    struct Answer {
        /// What they were asked.
        let retriever: PersonalRetriever
        /// What they proposed.
        let proposal: Proposal
    }

    private let request: RecommendationRequest
    private let placement: PlacementSettings
    private let visit: Visit
    private let release: ServingRelease?
    private let state: LiveState

    /// What models proposed so far; a candidate's ground names its proposal by its place here.
    private(set) var answers: [Answer] = []

    /// The retrieval for one request.
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
    ///   - isByScore: Whether the `needed` best by score are all that the list wants: then others may be left out.
    mutating func candidates(
        of tier: Tier, count: Int, needed: Int, isByScore: Bool, where gate: ListGate
    ) -> [Candidate] {
        let isByScore = isByScore && tier.retrievers.count == 1
        var found: [(settings: RetrieverSettings, candidates: [Candidate])] = []
        for retriever in tier.retrievers {
            let count = max(retriever.quota ?? count, needed)
            let pool =
                placement.anchor == .results
                ? results(retriever, where: gate)
                : candidates(of: retriever, count: count, needed: needed, isByScore: isByScore, where: gate)
            if !pool.isEmpty { found.append((retriever, pool)) }
        }
        guard tier.retrievers.count > 1 else { return found.first?.candidates ?? [] }
        var blended = MergedCandidates()
        for (retriever, candidates) in found {
            let factor = ScoreCalibration.factor(
                weight: Float(retriever.weight), best: candidates.map(\.score).max() ?? 0)
            for var candidate in candidates {
                candidate.score = ScoreCalibration.term(factor, candidate.score)
                candidate.parts = [ScorePart(retriever.source.rawValue, candidate.score)]
                blended.add(candidate)
            }
        }
        return blended.all
    }

    /// `candidate`, of which an earlier page knew the reason, with its reason as of now.
    mutating func regrounded(_ candidates: [Candidate], _ tiers: [Tier]) -> [Candidate] {
        guard candidates.contains(where: { if case .earlier = $0.ground { true } else { false } }) else {
            return candidates
        }
        let asked = tiers.lazy.flatMap(\.retrievers).first { $0.source == .models || $0.source == .anchored }
        let indices = candidates.compactMap { candidate -> ItemIndex? in
            guard case .earlier(.becauseOfHistory) = candidate.ground else { return nil }
            return release?.items[candidate.item]
        }
        var known: Set<ItemIndex> = []
        if let asked, let release, !indices.isEmpty, let retriever = personal(asked, release) {
            answers.append(Answer(retriever: retriever, proposal: retriever.candidates(among: indices)))
            known = Set(indices)
        }
        return candidates.map { candidate in
            guard case .earlier(let code) = candidate.ground else { return candidate }
            var candidate = candidate
            if code == .becauseOfHistory, let index = release?.items[candidate.item], known.contains(index) {
                candidate.ground = .history(index, proposal: answers.count - 1)
            } else if placement.anchor == .page, let page = request.item {
                switch code {
                case .alsoChosen: candidate.ground = .alsoChosen(with: page)
                case .boughtTogether: candidate.ground = .boughtTogether(with: page)
                case .sameKind: candidate.ground = .sameKind(as: page)
                default: break
                }
            }
            return candidate
        }
    }

    /// What a retriever says about the items that a search engine found.
    private mutating func results(_ retriever: RetrieverSettings, where gate: ListGate) -> [Candidate] {
        let found = ResultsRetriever.candidates(request, where: gate)
        guard retriever.source != .results else { return found }
        guard retriever.source == .models || retriever.source == .anchored, let release,
            let asked = personal(retriever, release)
        else { return [] }
        let proposal = asked.candidates(among: found.compactMap { release.items[$0.item] })
        answers.append(Answer(retriever: asked, proposal: proposal))
        return proposal.candidates.filter { $0.score > 0 }
    }

    private mutating func candidates(
        of retriever: RetrieverSettings, count: Int, needed: Int, isByScore: Bool, where gate: ListGate
    ) -> [Candidate] {
        switch retriever.source {
        case .models, .anchored:
            return proposed(retriever, count: count, needed: needed, isByScore: isByScore, where: gate)
        case .neighbours:
            guard let release else { return [] }
            let models = release.models(named: retriever.models).filter { $0.name != ServingRelease.popularName }
            return SimilarRetriever.candidates(
                for: visit.anchor, models, release, limit: count, where: gate)
        case .together: return TogetherRetriever.candidates(for: visit.anchor, state, limit: count, where: gate)
        case .content: return ContentRetriever.candidates(for: visit.anchor, state, limit: count, where: gate)
        case .rising: return RisingRetriever.candidates(state, at: request.time, limit: count, where: gate)
        case .newest: return NewestRetriever.candidates(state, at: request.time, limit: count, where: gate)
        case .results: return []
        case .curated: return CuratedList.candidates(placement.curated, limit: count, where: gate)
        case .groups, .trainedGroups, .trained, .catalogue:
            return popular(retriever.source, count: count, where: gate)
        }
    }

    private func popular(_ source: RetrieverSettings.Source, count: Int, where gate: ListGate)
        -> [Candidate]
    {
        switch source {
        case .groups:
            // Where the request names a category, only the release can tell what is in it.
            guard request.context[SegmentSetting.category] == nil else { return [] }
            return PopularRetriever.candidates(state, request, user: visit.user, limit: count, where: gate)
        case .trainedGroups:
            guard let release else { return [] }
            let query = visit.query([], KnownHistory(visit.past, in: release, state).sequence, request, release, state)
            return PopularRetriever.candidates(for: query, release, limit: count, where: gate)
        case .trained:
            guard let release else { return [] }
            return PopularRetriever.candidates(release, limit: count, where: gate)
        default: return PopularRetriever.candidates(state, at: request.time, limit: count, where: gate)
        }
    }

    private mutating func proposed(
        _ retriever: RetrieverSettings, count: Int, needed: Int, isByScore: Bool, where gate: ListGate
    ) -> [Candidate] {
        guard let release, let asked = personal(retriever, release) else { return [] }
        let proposal = asked.candidates(limit: count, needed: needed, isByScore: isByScore, where: gate)
        answers.append(Answer(retriever: asked, proposal: proposal))
        return isByScore ? proposal.best(needed) : proposal.candidates
    }

    private func personal(_ retriever: RetrieverSettings, _ release: ServingRelease) -> PersonalRetriever? {
        PersonalRetriever(retriever, visit, request, placement, release, state, number: answers.count)
    }
}
