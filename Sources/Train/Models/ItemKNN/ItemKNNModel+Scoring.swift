package import Domain
import Matrices

extension ItemKNNModel {
    /// Writes the sum of the similarities to the history, weighted; 0 for an item next to nothing of it.
    /// - Complexity: O(items + history · neighborCount).
    package func score(_ query: ScoringQuery, into scores: UnsafeMutableBufferPointer<Float>) {
        scores.update(repeating: 0)
        neighbors.addScores(of: query.history, to: scores)
    }

    /// The nearest neighbours with their similarities.
    /// - Complexity: O(neighborCount · log neighborCount).
    package func similarItems(to item: ItemIndex, limit: Int) -> [ScoredItem] {
        neighbors.largest(inRow: item, limit: limit)
    }

    /// The term of each past item in each score: `w_j · sim(j, i)`.
    /// - Complexity: O(items · history · log neighborCount).
    package func contributions(_ query: ScoringQuery, to items: [ItemIndex]) -> [[Float]]? {
        items.map { neighbors.parts(of: query.history, to: $0) }
    }
}
