import Domain
import Matrices
import Models
import State

/// What the models propose to a visitor with a history, blended.
struct PersonalRetriever {
    private let release: ServingRelease
    private let models: [ServedModel]
    /// The part of the history that the release knows, ascending by index.
    let history: [PastItem]
    /// What a list rests on in which its candidates are.
    let source: DecisionSource
    /// Whether the history is a basket, and the models learned from baskets.
    let isAboutBaskets: Bool
    private let query: ScoringQuery
    private let number: Int

    /// The retriever for `visit`; nil where nothing of its history is known to a model that could use it.
    ///
    /// It asks by the anchor where `settings` say so, otherwise by all that the visitor did. `number` is the place of its
    /// proposal in the ``Retrieval``.
    init?(
        _ settings: RetrieverSettings, _ visit: Visit, _ request: RecommendationRequest,
        _ placement: PlacementSettings, _ release: ServingRelease, _ state: LiveState, number: Int
    ) {
        let isAnchored = settings.source == .anchored
        let known = KnownHistory(isAnchored ? visit.anchor : visit.past, in: release, state)
        (history, self.number) = (known.past, number)
        models = release.models(named: settings.models)
        guard !history.isEmpty, models.contains(where: { $0.name != ServingRelease.popularName }) else { return nil }
        self.release = release
        query = visit.query(known.items, known.sequence, request, release, state)
        isAboutBaskets = isAnchored && placement.anchor == .basket && models.allSatisfy { $0.model is BasketModel }
        source = isAnchored ? placement.anchor.source(visit) : visit.source
    }

    /// The candidates among `items`, with their blended scores.
    /// - Complexity: O(models · items) for models of vectors, otherwise O(models · items of the release).
    func candidates(among items: [ItemIndex]) -> Proposal {
        let sorted = Set(items).sorted()
        if let scores = products(with: sorted) {
            return Proposal(sorted, scores: scores, models, release.items, number: number)
        }
        return withScores { rows in
            Proposal(
                sorted, scores: rows.map { row in sorted.map { row[Int($0)] } }, models, release.items, number: number)
        }
    }

    /// Whether popularity has a say in the scores.
    var countsPopularity: Bool { models.contains { $0.name == ServingRelease.popularName } }

    /// The candidates with their blended scores, and the blend that made them: up to `limit` a model, and at least
    /// `needed` where as many are allowed; of a single model whose scores alone count (`isByScore`) the `needed` best.
    /// - Complexity: O(models · items).
    func candidates(limit: Int, needed: Int, isByScore: Bool, where gate: ListGate) -> Proposal {
        let matching = release.matcher.matching(gate.state)
        func isOpen(_ item: ItemIndex) -> Bool { gate.admits(item, of: matching) }
        func best() -> BoundedBest? {
            guard isByScore, models.count == 1 else {
                return bestByBounds(models, query, limit: limit, needed: needed, where: isOpen)
            }
            return bestByBounds(
                needed, by: models[0], query, limit: limit, where: { gate.wouldAdmit($0, of: matching) },
                refused: { _ = isOpen($0) })
        }
        if let best = best() {
            return Proposal(
                best.items, scores: best.scores, models, release.items, number: number, visitors: best.visitors)
        }
        return withScores { rows in
            var found: Set<ItemIndex> = []
            for row in rows {
                let best = bestItems(of: UnsafeBufferPointer(row), limit: limit, needed: needed, where: isOpen)
                found.formUnion(best.map(\.item))
            }
            let items = found.sorted()
            return Proposal(
                items, scores: rows.map { row in items.map { row[Int($0)] } }, models, release.items, number: number)
        }
    }

    /// The scores of `items` alone, `[models][items]`; nil where one of the models cannot tell them so.
    private func products(with items: [ItemIndex]) -> [[Float]]? {
        var rows: [[Float]] = []
        for served in models {
            guard let search = served.search, let model = served.model as? any FactorModel else { return nil }
            rows.append(search.products(with: model.vector(of: query), of: items))
        }
        return rows
    }

    /// Gives the scores of all items, a row a model, to `use`.
    private func withScores(_ use: ([UnsafeMutableBufferPointer<Float>]) -> Proposal) -> Proposal {
        let count = release.items.count
        return withUnsafeTemporaryAllocation(of: Float.self, capacity: max(1, models.count * count)) { buffer in
            buffer.initialize(repeating: 0)
            let rows = models.indices.map {
                UnsafeMutableBufferPointer(rebasing: buffer[$0 * count..<($0 + 1) * count])
            }
            for (served, row) in zip(models, rows) { served.model.score(query, into: row) }
            return use(rows)
        }
    }

    /// How much each item of ``history`` adds to the score of each of `items`, blended: `[items][history]`.
    func contributions(to items: [ItemIndex], in proposal: Proposal) -> [[Float]] {
        if models.count == 1 {
            let parts =
                proposal.visitors.first?.contributions(to: items) ?? models[0].model.contributions(query, to: items)
            if let parts { return parts }
        }
        var sums = [[Float]](repeating: [Float](repeating: 0, count: history.count), count: items.count)
        for (place, served) in models.enumerated() {
            let visitor = place < proposal.visitors.count ? proposal.visitors[place] : nil
            guard let parts = visitor?.contributions(to: items) ?? served.model.contributions(query, to: items)
            else { continue }
            for (row, item) in items.enumerated() {
                let factor = proposal.blend.factor(ofModel: place, score: proposal.score(ofModel: place, item))
                for column in history.indices where factor > 0 { sums[row][column] += factor * parts[row][column] }
            }
        }
        return sums
    }
}
