package import Domain
import Matrices

extension RP3betaModel {
    /// Writes the chances of the walk to end at each item; 0 for an item it does not reach.
    /// - Complexity: O(items + Σ entries of the rows of the history), neighborCount an item on the average.
    package func score(_ query: ScoringQuery, into scores: UnsafeMutableBufferPointer<Float>) {
        scores.update(repeating: 0)
        neighbors.addScores(of: query.history, to: scores)
    }

    /// The items the walk reaches most often from `item`, with the chances.
    /// - Complexity: O(n log n) with n the entries of the row.
    package func similarItems(to item: ItemIndex, limit: Int) -> [ScoredItem] {
        neighbors.largest(inRow: item, limit: limit)
    }

    /// The term of each past item in each score: `w_j · p(j, i)`.
    /// - Complexity: O(items · history · log n) with n the entries of a row.
    package func contributions(_ query: ScoringQuery, to items: [ItemIndex]) -> [[Float]]? {
        items.map { neighbors.parts(of: query.history, to: $0) }
    }
}
