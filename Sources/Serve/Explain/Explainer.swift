import Domain
import Models
import State

/// Says why each candidate of a finished list is in it: step 5 of a decision.
struct Explainer {
    /// The second past item is named in the sentence when its share is at least this part of the first one's.
    static let namedSecondPart: Float = 0.5

    private let state: LiveState
    private let proposals: [Retrieval.Answer]

    /// An explainer for lists from `state`, and from what the models proposed.
    init(_ state: LiveState, _ proposals: [Retrieval.Answer]) {
        (self.state, self.proposals) = (state, proposals)
    }

    /// The reasons of `candidates`, in their order.
    /// - Complexity: O(candidates · history), and the models' `contributions`.
    func reasons(for candidates: [Candidate]) -> [Reason] {
        var parts = proposals.indices.map { self.parts(of: candidates, inProposal: $0)[...] }
        return candidates.map { candidate in
            switch candidate.ground {
            case .history(_, let proposal):
                becauseOfHistory(parts[proposal].popFirst() ?? [], proposals[proposal].retriever)
            case .alsoChosen(let page): alsoChosen(with: page)
            case .boughtTogether(let page): boughtTogether(with: page)
            case .sameKind(let seed): sameKind(candidate.item, as: seed)
            case .popular: Reason(code: .popular, text: Sentences.popular)
            case .rising: Reason(code: .rising, text: Sentences.rising)
            case .new: Reason(code: .new, text: Sentences.new)
            case .found: Reason(code: .found, text: Sentences.found)
            case .explored: Reason(code: .explored, text: Sentences.explored)
            case .earlier(let code): Reason(code: code, text: Sentences.general(code))
            case .inCatalogue: Reason(code: .popular, text: Sentences.inCatalogue)
            case .sponsored: Reason(code: .sponsored, text: Sentences.sponsored)
            case .handPicked: Reason(code: .handPicked, text: Sentences.handPicked)
            }
        }
    }

    /// How much each past item adds to the score of those candidates that a proposal holds: `[candidates][history]`.
    private func parts(of candidates: [Candidate], inProposal number: Int) -> [[Float]] {
        let indices = candidates.compactMap { candidate -> ItemIndex? in
            guard case .history(let index, proposal: number) = candidate.ground else { return nil }
            return index
        }
        let answer = proposals[number]
        return indices.isEmpty ? [] : answer.retriever.contributions(to: indices, in: answer.proposal)
    }

    private func becauseOfHistory(_ parts: [Float], _ retriever: PersonalRetriever) -> Reason {
        let strongest = HistoryEvidence.strongest(parts, retriever.history)
        guard let first = strongest.first else {
            let isPopular = retriever.countsPopularity && parts.allSatisfy { $0 == 0 }
            return isPopular
                ? Reason(code: .popular, text: Sentences.popular)
                : Reason(code: .becauseOfHistory, text: Sentences.taste)
        }
        let evidence = strongest.map { Evidence(item: $0.past.item, share: $0.share) }
        if retriever.isAboutBaskets {
            let text = Sentences.boughtTogether(with: state.displayName(of: first.past.item))
            return Reason(code: .boughtTogether, text: text, because: evidence)
        }
        let second = strongest.dropFirst().first.flatMap {
            $0.share >= Self.namedSecondPart * first.share ? deed($0.past) : nil
        }
        return Reason(
            code: .becauseOfHistory, text: Sentences.because(deed(first.past), and: second),
            because: evidence)
    }

    private func alsoChosen(with page: ItemID) -> Reason {
        Reason(
            code: .alsoChosen, text: Sentences.alsoChosen(with: state.displayName(of: page)),
            because: [Evidence(item: page, share: 1)])
    }

    private func boughtTogether(with page: ItemID) -> Reason {
        Reason(
            code: .boughtTogether, text: Sentences.boughtTogether(with: state.displayName(of: page)),
            because: [Evidence(item: page, share: 1)])
    }

    private func sameKind(_ item: ItemID, as seed: ItemID) -> Reason {
        let shared = SharedTraits(state.item(item) ?? Item(id: item), state.item(seed) ?? Item(id: seed))
        return Reason(
            code: .sameKind, text: Sentences.sameKind(shared, as: state.displayName(of: seed)),
            because: [Evidence(item: seed, share: 1)])
    }

    private func deed(_ past: PastItem) -> String {
        KindPhrases.phrase(past.strongestKind, state.displayName(of: past.item))
    }
}
