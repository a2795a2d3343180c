import Domain
import Matrices

/// A linear map from a history to scores: a sparse part and one of low rank.
///
///     score_i = Σ_{j ∈ history}  w_j · ( neighbors[j, i] + left_j · right_i )
package struct LinearFilter: Sendable {
    /// The sparse part, `[items × items]`; row `j` is what item `j` adds.
    let neighbors: CSRMatrix
    /// What an item of a history adds to the vector of the history, `[items × d]`.
    let left: DenseMatrix
    /// What an item makes of the vector of a history, `[items × d]`.
    let right: DenseMatrix

    /// How many items there are.
    var itemCount: Int { neighbors.columnCount }

    /// Writes the scores of `queries`, `[queries × items]`: the same bits whichever stand side by side.
    /// - Complexity: O(queries · (items · d + Σ entries of the rows of the history)).
    func score(_ queries: [ScoringQuery], into scores: UnsafeMutableBufferPointer<Float>) {
        var vectors: [Float] = []
        vectors.reserveCapacity(queries.count * left.stride)
        for query in queries { vectors += vector(of: query.history) }
        vectors.withUnsafeBufferPointer { right.innerProducts(with: $0, count: queries.count, into: scores) }
        for (row, query) in queries.enumerated() {
            let mine = UnsafeMutableBufferPointer(rebasing: scores[row * itemCount..<(row + 1) * itemCount])
            neighbors.addScores(of: query.history, to: mine)
        }
    }

    /// `Σ_j w_j · left_j`, with its padding.
    private func vector(of history: [HistoryItem]) -> [Float] {
        var vector = [Float](repeating: 0, count: left.stride)
        for past in history where past.item < itemCount {
            let row = left.row(Int(past.item))
            for column in 0..<vector.count { vector[column] += past.weight * row[column] }
        }
        return vector
    }

    /// The items that `item` alone would give a score above 0, the highest first and itself left out.
    /// - Complexity: O(items · d).
    func similarItems(to item: ItemIndex, limit: Int) -> [ScoredItem] {
        guard item < itemCount else { return [] }
        var scores = [Float](repeating: 0, count: itemCount)
        return scores.withUnsafeMutableBufferPointer { scores in
            score([ScoringQuery(history: [HistoryItem(item: item, weight: 1)])], into: scores)
            return topK(UnsafeBufferPointer(scores), limit: limit, excluding: [item]).lazy.filter { $0.score > 0 }
                .map { ScoredItem(item: ItemIndex($0.index), score: $0.score) }
        }
    }

    /// The term of each past item in the score of each of `items`; 0 for a past item that came after the training.
    /// - Complexity: O(items · history · (d + log n)) with n the entries of a sparse row.
    func contributions(of history: [HistoryItem], to items: [ItemIndex]) -> [[Float]] {
        let nothing = [Float](repeating: 0, count: left.columnCount)
        let past = DenseMatrix(
            rows: history.map { $0.item < itemCount ? Array(left.row(Int($0.item)).prefix(left.columnCount)) : nothing }
        )
        return items.map { item in
            var parts = neighbors.parts(of: history, to: item)
            guard !parts.isEmpty else { return parts }
            var products = [Float](repeating: 0, count: parts.count)
            products.withUnsafeMutableBufferPointer {
                past.innerProducts(with: right.row(Int(item)), count: 1, into: $0)
            }
            for (place, past) in history.enumerated() { parts[place] += past.weight * products[place] }
            return parts
        }
    }
}

extension LinearFilter {
    /// The arrays it is saved as: `neighbors.…`, and `left` and `right`, `[items × stride]`.
    var tensors: [Tensor] {
        neighbors.tensors("neighbors")
            + [("left", left), ("right", right)].map { name, matrix in
                Tensor(name: name, shape: [matrix.rowCount, matrix.stride], values: .float32(matrix.values))
            }
    }

    /// The filter that was saved as `tensors`, of rank `rank`; keeps their memory.
    ///
    /// - Throws: ``TensorError`` when an array is missing or does not fit the others.
    init(tensors: [Tensor], rank: Int) throws(TensorError) {
        neighbors = try tensors.squareMatrix("neighbors")
        left = try tensors.denseMatrix("left", columnCount: rank)
        right = try tensors.denseMatrix("right", columnCount: rank)
        for (name, matrix) in [("left", left), ("right", right)] where matrix.rowCount != itemCount {
            throw TensorError(name: name, problem: "has \(matrix.rowCount) rows for \(itemCount) items")
        }
    }
}
