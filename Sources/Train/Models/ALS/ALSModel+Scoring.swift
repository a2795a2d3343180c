package import Domain
import Matrices

extension ALSModel {
    /// Writes `x · y_i` for every item, with `x` the trained row or the history folded in.
    /// - Complexity: O(items · d), and O(d³ + history · d²) to fold in.
    package func score(_ query: ScoringQuery, into scores: UnsafeMutableBufferPointer<Float>) {
        score([query], into: scores)
    }

    /// Writes `x · y_i` for each query and item, several queries at a time over items in the cache.
    package func score(_ queries: [ScoringQuery], into scores: UnsafeMutableBufferPointer<Float>) {
        var vectors: [Float] = []
        vectors.reserveCapacity(queries.count * itemFactors.stride)
        for query in queries { vectors += vector(of: query) }
        vectors.withUnsafeBufferPointer { itemFactors.innerProducts(with: $0, count: queries.count, into: scores) }
    }

    /// The vector of a visitor: the trained row, or the exact solution for the history; 0 for an empty history.
    private func vector(of query: ScoringQuery) -> [Float] {
        if let user = query.user, user < userFactors.rowCount { return Array(userFactors.row(Int(user))) }
        guard !query.history.isEmpty else { return [Float](repeating: 0, count: itemFactors.stride) }
        return system(of: query).solution()
    }

    /// The normal equations of the history; items that came after the training are passed over.
    private func system(of query: ScoringQuery) -> RowSystem {
        let known = query.history.filter { $0.item < itemCount }
        return RowSystem(
            gram: gram, factors: itemFactors, indices: known.map(\.item), weights: known.map(\.weight),
            ridge: Self.ridge(count: known.count, others: itemCount, config: config))
    }

    /// The share of each past item in each score.
    ///
    /// With `A` the matrix of the visitor's normal equations, `score_i = Σ_j w_j · y_iᵀ A⁻¹ y_j`, one term a past item.
    /// *Source:* Hu, Koren and Volinsky, 2008, section 5, in this model's parametrisation.
    /// - Complexity: O(d³ + history · d² + items · (d² + history · d)).
    package func contributions(_ query: ScoringQuery, to items: [ItemIndex]) -> [[Float]]? {
        guard !query.history.isEmpty else { return items.map { _ in [] } }
        let system = system(of: query)
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

    /// The items whose vectors point most nearly the same way: the cosine, -1...1, higher is more alike.
    /// - Complexity: O(items · d).
    package func similarItems(to item: ItemIndex, limit: Int) -> [ScoredItem] {
        guard item < itemCount else { return [] }
        var cosines = [Float](repeating: 0, count: itemCount)
        let vector = itemFactors.row(Int(item))
        cosines.withUnsafeMutableBufferPointer { itemFactors.innerProducts(with: vector, count: 1, into: $0) }
        for other in 0..<itemCount {
            let norms = itemNorms[Int(item)] * itemNorms[other]
            cosines[other] = norms > 0 ? cosines[other] / norms : 0
        }
        return cosines.withUnsafeBufferPointer { topK($0, limit: limit, excluding: [item]) }
            .map { ScoredItem(item: ItemIndex($0.index), score: $0.score) }
    }
}
