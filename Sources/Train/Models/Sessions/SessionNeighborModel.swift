import Domain
import Matrices

/// A model that scores by the past sessions most like the present one: VSKNN, STAN and VMIS-kNN differ in the weights.
///
/// Items of the present session are scored like any other: leaving out what was seen is the caller's part.
package protocol SessionNeighborModel: Model {
    /// The items that a visit would go on with, the best first; of equal scores the lower index.
    ///
    /// As the highest scores above 0 of ``Model/score(_:into:)-(ScoringQuery,_)``, without visiting all items.
    /// - Complexity: O(sampleSize · items of the session + items of the neighbours), whatever the number of items.
    func recommendations(for query: ScoringQuery, limit: Int) -> [ScoredItem]
}

/// What the three have in common inside.
protocol NeighborhoodScoring: SessionNeighborModel {
    /// The past sessions and their weights.
    var neighborhood: SessionNeighborhood { get }
    /// After which pause a visit ends, in milliseconds.
    var pause: Int64 { get }
    /// How much each item of the present session counts.
    func emphasis(on session: CurrentSession) -> SessionEmphasis
}

extension NeighborhoodScoring {
    /// How many items it scores.
    package var itemCount: Int { neighborhood.index.itemCount }

    private func emphasis(on query: ScoringQuery) -> SessionEmphasis {
        emphasis(on: CurrentSession(query, itemCount: itemCount, pause: pause))
    }

    /// The items that a visit would go on with, the best first.
    package func recommendations(for query: ScoringQuery, limit: Int) -> [ScoredItem] {
        neighborhood.sums(for: emphasis(on: query)).largest(limit)
    }

    /// Writes the neighbours' sums; 0 for an item that no neighbour has.
    /// - Complexity: O(items) besides what ``recommendations(for:limit:)`` takes.
    package func score(_ query: ScoringQuery, into scores: UnsafeMutableBufferPointer<Float>) {
        precondition(scores.count == itemCount, "There is room for \(scores.count) scores of \(itemCount) items.")
        scores.update(repeating: 0)
        neighborhood.sums(for: emphasis(on: query)).write(to: scores)
    }

    /// What a visit to `item` alone would go on with.
    package func similarItems(to item: ItemIndex, limit: Int) -> [ScoredItem] {
        guard Int(item) < itemCount, limit > 0 else { return [] }
        let sums = neighborhood.sums(for: emphasis(on: CurrentSession(items: [item])))
        return Array(sums.largest(limit + 1).filter { $0.item != item }.prefix(limit))
    }

    /// The part of each past item through the neighbours that have it; 0 for one before the present session.
    ///
    /// An item of the sequence that is not in the history, having been taken back, has no place in the parts.
    package func contributions(_ query: ScoringQuery, to items: [ItemIndex]) -> [[Float]]? {
        let present = emphasis(on: query)
        let columns = present.items.map { item in query.history.firstIndex { $0.item == item } }
        return neighborhood.parts(of: present, for: items).map { parts in
            var row = [Float](repeating: 0, count: query.history.count)
            for (part, column) in zip(parts, columns) { if let column { row[column] += part } }
            return row
        }
    }
}
