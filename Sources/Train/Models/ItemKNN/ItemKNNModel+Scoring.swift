package import Domain
import Matrices

extension ItemKNNModel {
    /// Writes the sum of the similarities to the history, weighted; 0 for an item next to nothing of it.
    /// - Complexity: O(items + history · neighborCount).
    package func score(_ query: ScoringQuery, into scores: UnsafeMutableBufferPointer<Float>) {
        precondition(scores.count == itemCount, "There is room for \(scores.count) scores of \(itemCount) items.")
        scores.update(repeating: 0)
        for past in query.history where past.item < itemCount {
            for entry in neighbors.entries(ofRow: Int(past.item)) {
                scores[Int(neighbors.columns[entry])] += past.weight * neighbors.values[entry]
            }
        }
    }

    /// The nearest neighbours with their similarities.
    /// - Complexity: O(neighborCount · log neighborCount).
    package func similarItems(to item: ItemIndex, limit: Int) -> [ScoredItem] {
        guard item < itemCount else { return [] }
        return neighbors.entries(ofRow: Int(item))
            .map { ScoredItem(item: neighbors.columns[$0], score: neighbors.values[$0]) }
            .sorted { ($1.score, $0.item) < ($0.score, $1.item) }
            .prefix(max(0, limit)).map { $0 }
    }

    /// The term of each past item in each score: `w_j · sim(j, i)`.
    /// - Complexity: O(items · history · log neighborCount).
    package func contributions(_ query: ScoringQuery, to items: [ItemIndex]) -> [[Float]]? {
        items.map { item in query.history.map { $0.weight * similarity(of: item, to: $0.item) } }
    }

    /// `sim(past, item)` where `item` is a kept neighbour of `past`, else 0.
    private func similarity(of item: ItemIndex, to past: ItemIndex) -> Float {
        guard past < itemCount else { return 0 }
        let entries = neighbors.entries(ofRow: Int(past))
        var (low, high) = (entries.lowerBound, entries.upperBound)
        while low < high {
            let middle = (low + high) / 2
            if neighbors.columns[middle] < item { low = middle + 1 } else { high = middle }
        }
        return low < entries.upperBound && neighbors.columns[low] == item ? neighbors.values[low] : 0
    }
}
