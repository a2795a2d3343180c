package import Domain
package import Matrices

/// A model that scores by one linear map of the history: what GF-CF and BSPM come to once they are trained.
package protocol LinearFilterModel: Model {
    /// The map.
    var filter: LinearFilter { get }
}

extension LinearFilterModel {
    /// How many items it scores.
    package var itemCount: Int { filter.itemCount }

    /// Writes the filtered history; 0 for an item without interactions.
    package func score(_ query: ScoringQuery, into scores: UnsafeMutableBufferPointer<Float>) {
        filter.score([query], into: scores)
    }

    /// Writes the filtered histories, several at a time over vectors in the cache.
    package func score(_ queries: [ScoringQuery], into scores: UnsafeMutableBufferPointer<Float>) {
        filter.score(queries, into: scores)
    }

    /// The items that a history of `item` alone would bring up, with their scores.
    package func similarItems(to item: ItemIndex, limit: Int) -> [ScoredItem] {
        filter.similarItems(to: item, limit: limit)
    }

    /// The term of each past item in each score; the map is linear, so they add up.
    package func contributions(_ query: ScoringQuery, to items: [ItemIndex]) -> [[Float]]? {
        filter.contributions(of: query.history, to: items)
    }

    /// The map, as `neighbors.offsets`, `neighbors.columns`, `neighbors.values`, `left` and `right`.
    package var tensors: [Tensor] { filter.tensors }
}
