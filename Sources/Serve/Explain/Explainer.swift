import Domain
import Models
import State

/// Says why each candidate of a finished list is in it: step 5 of a decision.
struct Explainer {
    /// The second past item is named in the sentence when its share is at least this part of the first one's.
    static let namedSecondPart: Float = 0.5
    /// How many of the latest past items tell which categories the visitor likes.
    static let likedItems = 20

    private let state: LiveState
    private let proposals: [Retrieval.Answer]
    private let past: [PastItem]
    private let book: SentenceBook

    /// An explainer for lists from `state`, and from what the models proposed to somebody who touched `past`; in the words
    /// of `book`.
    init(_ state: LiveState, _ proposals: [Retrieval.Answer], _ past: [PastItem], _ book: SentenceBook) {
        (self.state, self.proposals, self.past, self.book) = (state, proposals, past, book)
    }

    /// The reasons of `candidates`, in their order.
    /// - Complexity: O(candidates · history), and the models' `contributions`.
    func reasons(for candidates: [Candidate]) -> [Reason] {
        var parts = proposals.indices.map { self.parts(of: candidates, inProposal: $0)[...] }
        var deeds = proposals.map { Deeds($0.retriever, state, book) }
        return candidates.map { candidate in
            switch candidate.ground {
            case .history(_, let proposal):
                becauseOfHistory(parts[proposal].popFirst() ?? [], &deeds[proposal])
            case .alsoChosen(let page): alsoChosen(with: page)
            case .boughtTogether(let page): boughtTogether(with: page)
            case .sameKind(let seed): sameKind(candidate.item, as: seed)
            case .popularInGroup(let isCountry):
                Reason(code: .popular, text: book.text(isCountry ? .popularInCountry : .popularInGroup))
            case .new: new(candidate.item)
            case .inCatalogue: Reason(code: .popular, text: book.text(.inCatalogue))
            case .popular, .rising, .found, .explored, .earlier, .sponsored, .handPicked:
                Reason(code: candidate.ground.code, text: book.general(candidate.ground.code))
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

    private func becauseOfHistory(_ parts: [Float], _ deeds: inout Deeds) -> Reason {
        let strongest = HistoryEvidence.strongest(parts, deeds.past)
        guard !strongest.isEmpty else {
            return deeds.countPopularity && parts.allSatisfy { $0 == 0 }
                ? Reason(code: .popular, text: book.text(.popular))
                : Reason(code: .becauseOfHistory, text: book.text(.taste))
        }
        let evidence = strongest.map { Evidence(item: deeds.past[$0.place].item, share: $0.share) }
        if deeds.areBasket {
            let name = evidence.lazy.compactMap { state.nameToTell(of: $0.item) }.first
            let text = name.map { book.text(.boughtTogether, $0) } ?? book.general(.boughtTogether)
            return Reason(code: .boughtTogether, text: text, because: evidence)
        }
        return Reason(code: .becauseOfHistory, text: text(of: strongest, &deeds), because: evidence)
    }

    /// The sentence about the strongest deeds of which there is something to tell: one, or two.
    private func text(of strongest: [(place: Int, share: Float)], _ deeds: inout Deeds) -> String {
        var first: (deed: String, share: Float)?
        for (place, share) in strongest {
            if let first, share < Self.namedSecondPart * first.share { break }
            guard let deed = deeds[place] else { continue }
            if let first { return book.text(.becauseOfTwo, first.deed, deed) }
            first = (deed, share)
        }
        return first.map { book.text(.because, $0.deed) } ?? book.general(.becauseOfHistory)
    }

    private func alsoChosen(with page: ItemID) -> Reason {
        Reason(
            code: .alsoChosen, text: text(.alsoChosen, page, orElse: .alsoChosen),
            because: [Evidence(item: page, share: 1)])
    }

    private func boughtTogether(with page: ItemID) -> Reason {
        Reason(
            code: .boughtTogether, text: text(.boughtTogether, page, orElse: .boughtTogether),
            because: [Evidence(item: page, share: 1)])
    }

    private func sameKind(_ item: ItemID, as seed: ItemID) -> Reason {
        let shared = SharedTraits(state.item(item) ?? Item(id: item), state.item(seed) ?? Item(id: seed))
        return Reason(
            code: .sameKind, text: text(SentenceKey(shared: shared), seed, orElse: .sameKind),
            because: [Evidence(item: seed, share: 1)])
    }

    /// The sentence `key` about `item`; what is said in general where it has no name any more.
    private func text(_ key: SentenceKey, _ item: ItemID, orElse code: ReasonCode) -> String {
        state.nameToTell(of: item).map { book.text(key, $0) } ?? book.general(code)
    }

    /// New, and where the visitor chose something in a category of the item lately, new in that.
    private func new(_ item: ItemID) -> Reason {
        guard !past.isEmpty, let categories = state.item(item)?.categories, !categories.isEmpty else {
            return Reason(code: .new, text: book.text(.new))
        }
        let liked = Set(
            past.suffix(Self.likedItems).flatMap { state.item($0.item)?.categories ?? [] }.map { $0.lowercased() })
        let common = categories.first { liked.contains($0.lowercased()) }
        return Reason(code: .new, text: common.map { book.text(.newInCategory, $0) } ?? book.text(.new))
    }
}

/// What a visitor did with each item that the models were asked about, in words that are put together once.
private struct Deeds {
    /// The items.
    let past: [PastItem]
    /// Whether they are a basket.
    let areBasket: Bool
    /// Whether popularity has a say beside them.
    let countPopularity: Bool
    private let state: LiveState
    private let book: SentenceBook
    /// What was put together so far; inside nil where there is nothing to tell.
    private var texts: [String??]

    init(_ retriever: PersonalRetriever, _ state: LiveState, _ book: SentenceBook) {
        (past, areBasket, countPopularity) = (
            retriever.history, retriever.isAboutBaskets, retriever.countsPopularity
        )
        (self.state, self.book) = (state, book)
        texts = Array(repeating: nil, count: past.count)
    }

    /// The words for the item at a place of ``past``; nil where it has no name any more.
    subscript(place: Int) -> String? {
        mutating get {
            if let text = texts[place] { return text }
            let text = state.nameToTell(of: past[place]).map {
                book.text(SentenceKey(deed: past[place].strongestKind), $0)
            }
            texts[place] = .some(text)
            return text
        }
    }
}

extension LiveState {
    /// What people call the item; nil of one that left the catalogue, of which only the id is known.
    fileprivate func nameToTell(of item: ItemID) -> String? {
        hasLeft(item) ? nil : displayName(of: item)
    }

    /// The same of an item of a history.
    fileprivate func nameToTell(of past: PastItem) -> String? {
        hasLeft(past.item, past.number ?? itemNumber(of: past.item)) ? nil : displayName(of: past)
    }
}
