package import Domain
package import Matrices
package import Models

/// How a model's best items are found without scoring all of them.
package enum ItemSearch: Sendable {
    /// Among all of them.
    case exact(BoundedSearch)
    /// Among those of the groups that promise most; a few of the best are missed.
    case clustered(ClusteredSearch)

    /// From how many items on there is a search.
    package static let fewestItems = 16_384

    /// The search in all items of `model`; nil where it is not made of vectors, or so few items have no need of one.
    /// - Complexity: O(items · embedding size).
    package static func exact(in model: any Model, threads: Int = 1) -> ItemSearch? {
        guard let model = model as? any FactorModel, model.itemCount >= fewestItems else { return nil }
        return BoundedSearch(model.itemFactors, threads: threads).map(ItemSearch.exact)
    }

    /// The scores of `items` for a visitor with this vector.
    func products(with vector: [Float], of items: [ItemIndex]) -> [Float] {
        vector.withUnsafeBufferPointer { vector in
            switch self {
            case .exact(let search): search.products(with: vector, of: items)
            case .clustered(let search): search.products(with: vector, of: items)
            }
        }
    }

    /// The allowed ones of up to `limit` best items with their scores, at least `needed` where there are as many; nil where
    /// all items must be looked at to tell them.
    package func allowed(
        for vector: [Float], limit: Int, needed: Int, where isAllowed: (ItemIndex) -> Bool
    ) -> (items: [ItemIndex], scores: [Float])? {
        vector.withUnsafeBufferPointer { vector in
            switch self {
            case .exact(let search):
                search.largest(with: vector, limit: limit)
                    .flatMap { Self.allowed($0, limit: limit, needed: needed, where: isAllowed) }
            case .clustered(let search):
                // Whoever the model knows nothing of scores all items alike, and gets none.
                vector.contains { $0 != 0 }
                    ? Self.bounded(search.largest(with: vector, limit: limit, needed: needed, where: isAllowed))
                    : ([], [])
            }
        }
    }

    private static func bounded(_ ranking: [Ranked]) -> (items: [ItemIndex], scores: [Float]) {
        (ranking.map { ItemIndex($0.index) }, ranking.map { Candidate.bounded($0.score) })
    }

    /// The allowed items of `best`, without those that share the lowest score of all, as
    /// ``bestItems(of:limit:needed:where:)`` has it; nil where it would look further.
    private static func allowed(
        _ best: BoundedSearch.Found, limit: Int, needed: Int, where isAllowed: (ItemIndex) -> Bool
    ) -> (items: [ItemIndex], scores: [Float])? {
        guard best.hasLower, best.rows.count == limit,
            best.products.allSatisfy({ abs($0) <= Candidate.maximumScore })
        else { return nil }
        var (items, scores): ([ItemIndex], [Float]) = ([], [])
        items.reserveCapacity(limit)
        scores.reserveCapacity(limit)
        for (row, product) in zip(best.rows, best.products) where isAllowed(row) {
            items.append(row)
            scores.append(product)
        }
        return items.count >= needed ? (items, scores) : nil
    }
}
