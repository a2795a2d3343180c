package import Domain
package import Matrices

/// A model that is one sparse matrix of what the items of a history add to the scores: what item neighbours, walks over
/// three steps, SLIM and EASE come to once they are trained.
///
///     score_i = Σ_{j ∈ history}  w_j · neighbors[j, i]
package protocol ItemNeighborModel: Model {
    /// The matrix, `[items × items]`: row `j` is what item `j` of a history adds.
    var neighbors: CSRMatrix { get }

    /// Whether items of a history count by their weights, or all alike.
    var usesWeights: Bool { get }

    /// The model with this matrix.
    init(config: Config, neighbors: CSRMatrix)
}

extension ItemNeighborModel {
    /// How many items it scores.
    package var itemCount: Int { neighbors.columnCount }

    /// Writes the sum of what the history adds; 0 for an item next to nothing of it.
    /// - Complexity: O(items + Σ entries of the rows of the history).
    package func score(_ query: ScoringQuery, into scores: UnsafeMutableBufferPointer<Float>) {
        scores.update(repeating: 0)
        neighbors.addScores(of: weighed(query.history), to: scores)
    }

    /// The items that `item` adds most to, with what it adds.
    /// - Complexity: O(n log n) with n the entries of the row.
    package func similarItems(to item: ItemIndex, limit: Int) -> [ScoredItem] {
        neighbors.largest(inRow: item, limit: limit)
    }

    /// The term of each past item in each score: `w_j · neighbors[j, i]`.
    /// - Complexity: O(items · history · log n) with n the entries of a row.
    package func contributions(_ query: ScoringQuery, to items: [ItemIndex]) -> [[Float]]? {
        let history = weighed(query.history)
        return items.map { neighbors.parts(of: history, to: $0) }
    }

    /// The matrix, as `neighbors.offsets`, `neighbors.columns` and `neighbors.values`.
    package var tensors: [Tensor] { neighbors.tensors("neighbors") }

    /// The model that was saved as `tensors`; keeps their memory.
    ///
    /// - Throws: ``TensorError`` when an array is missing or does not fit the others.
    package init(tensors: [Tensor], config: Config) throws {
        self.init(config: config, neighbors: try tensors.squareMatrix("neighbors"))
    }

    private func weighed(_ history: [HistoryItem]) -> [HistoryItem] {
        usesWeights ? history : history.map { HistoryItem(item: $0.item, weight: 1) }
    }
}
