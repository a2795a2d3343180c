package import Domain
import Matrices

extension ALSModel {
    /// The exact solution for the history.
    /// - Complexity: O(d³ + history · d²).
    package func vector(folding history: [HistoryItem]) -> [Float] { system(of: history).solution() }

    /// The normal equations of a history whose items are known.
    private func system(of history: [HistoryItem]) -> RowSystem {
        RowSystem(
            gram: gram, factors: itemFactors, indices: history.map(\.item), weights: history.map(\.weight),
            ridge: Self.ridge(count: history.count, others: itemCount, config: config))
    }

    /// The share of each past item in each score.
    ///
    /// With `A` the matrix of the visitor's normal equations, `score_i = Σ_j w_j · y_jᵀ A⁻¹ y_i`, one term a past item.
    /// *Source:* Hu, Koren and Volinsky, 2008, section 5, in this model's parametrisation.
    /// - Complexity: O(d³ + history · d² + items · (d² + history · d)).
    package func contributions(_ query: ScoringQuery, to items: [ItemIndex]) -> [[Float]]? {
        guard !query.history.isEmpty else { return items.map { _ in [] } }
        return contributions(query.history, system(of: query.history.filter { $0.item < itemCount }), to: items)
    }

    /// The vector of a visitor whose history is folded in, and the shares from the same equations.
    package func folded(_ query: ScoringQuery) -> FoldedVisitor {
        let known = query.history.filter { $0.item < itemCount }
        guard query.user == nil, !known.isEmpty else {
            return FoldedVisitor(vector: vector(of: query)) { contributions(query, to: $0) }
        }
        let system = system(of: known)
        return FoldedVisitor(vector: system.solution()) { contributions(query.history, system, to: $0) }
    }

    private func contributions(_ history: [HistoryItem], _ system: RowSystem, to items: [ItemIndex]) -> [[Float]] {
        let known = history.indices.filter { history[$0].item < itemCount }
        let forms = system.forms(items, known.map { history[$0].item }, of: itemFactors)
        return forms.map { forms in
            var parts = [Float](repeating: 0, count: history.count)
            for (place, form) in zip(known, forms) { parts[place] = form * history[place].weight }
            return parts
        }
    }
}
