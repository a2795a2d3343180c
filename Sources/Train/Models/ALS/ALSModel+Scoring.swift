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
        let system = system(of: query.history.filter { $0.item < itemCount })
        let nothing = [Float](repeating: 0, count: itemFactors.stride)
        let past = DenseMatrix(
            rows: query.history.map { $0.item < itemCount ? Array(itemFactors.row(Int($0.item))) : nothing })
        return items.map { item in
            let solved = system.solution(of: Array(itemFactors.row(Int(item))))
            var parts = [Float](repeating: 0, count: past.rowCount)
            solved.withUnsafeBufferPointer { solved in
                parts.withUnsafeMutableBufferPointer { past.innerProducts(with: solved, count: 1, into: $0) }
            }
            for (index, past) in query.history.enumerated() { parts[index] *= past.weight }
            return parts
        }
    }
}
