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

    /// The search for what is like an item, beside this one, where the items' vectors have these lengths.
    /// - Complexity: O(items); 8 bytes an item.
    func likeness(norms: [Float]) -> LikenessSearch {
        switch self {
        case .exact(let search): LikenessSearch(search, norms: norms)
        case .clustered(let search): LikenessSearch(search, norms: norms)
        }
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
                guard let best = search.largest(with: vector, limit: limit), Self.isUsable(best) else { return nil }
                var (items, scores): ([ItemIndex], [Float]) = ([], [])
                items.reserveCapacity(limit)
                scores.reserveCapacity(limit)
                for (row, product) in zip(best.rows, best.products) where isAllowed(row) {
                    items.append(row)
                    scores.append(product)
                }
                return items.count >= needed ? (items, scores) : nil
            case .clustered(let search):
                return Self.clustered(search, vector, limit: limit, needed: needed, where: isAllowed)
            }
        }
    }

    /// The `count` best allowed items with their scores, and those that share the last one's, `limit` in all; nil where all
    /// items must be looked at to tell them.
    ///
    /// - Parameters:
    ///   - isAllowed: Asked about a few items more than are found.
    ///   - refused: Told the items that are not allowed and would be among them.
    package func best(
        _ count: Int, for vector: [Float], limit: Int, where isAllowed: (ItemIndex) -> Bool,
        refused: (ItemIndex) -> Void
    ) -> (items: [ItemIndex], scores: [Float])? {
        vector.withUnsafeBufferPointer { vector in
            switch self {
            case .exact(let search):
                guard let best = search.largest(with: vector, limit: count, most: limit, where: isAllowed),
                    Self.isUsable(best)
                else { return nil }
                best.refused.forEach(refused)
                return (best.rows, best.products)
            case .clustered(let search):
                return Self.clustered(search, vector, limit: limit, needed: count) { item in
                    if isAllowed(item) { return true }
                    refused(item)
                    return false
                }
            }
        }
    }

    /// Whether none of them has the lowest score of all, as ``bestItems(of:limit:needed:where:)`` has it.
    private static func isUsable(_ found: BoundedSearch.Found) -> Bool {
        found.hasLower && found.products.allSatisfy { abs($0) <= Candidate.maximumScore }
    }

    private static func clustered(
        _ search: ClusteredSearch, _ vector: UnsafeBufferPointer<Float>, limit: Int, needed: Int,
        where isAllowed: (ItemIndex) -> Bool
    ) -> (items: [ItemIndex], scores: [Float]) {
        // Whoever the model knows nothing of scores all items alike, and gets none.
        guard vector.contains(where: { $0 != 0 }) else { return ([], []) }
        let found = search.largest(with: vector, limit: limit, needed: needed, where: isAllowed)
        return (found.map { ItemIndex($0.index) }, found.map { Candidate.bounded($0.score) })
    }
}
