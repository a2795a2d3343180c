import Domain
import Matrices
import Models

/// What ``bestByBounds(_:_:limit:needed:where:)`` found.
struct BoundedBest {
    /// The items, none twice, in no order.
    let items: [ItemIndex]
    /// Their scores, `[models][items]`.
    let scores: [[Float]]
    /// The visitor as each model has them.
    let visitors: [FoldedVisitor]
}

/// What ``bestItems(of:limit:needed:where:)`` finds by each of `models`, together, and their scores; without the scores of
/// all other items.
///
/// Nil where a model has no ``ServedModel/search``, or so few of the best items are allowed that all must be looked at.
/// - Complexity: O(models · items · embedding size) at half a byte a number.
func bestByBounds(
    _ models: [ServedModel], _ query: ScoringQuery, limit: Int, needed: Int, where isAllowed: (ItemIndex) -> Bool
) -> BoundedBest? {
    guard models.allSatisfy({ $0.search != nil }) else { return nil }
    var (found, visitors): ([(items: [ItemIndex], scores: [Float])], [FoldedVisitor]) = ([], [])
    for served in models {
        guard let search = served.search, let model = served.model as? any FactorModel else { return nil }
        let visitor = model.folded(query)
        guard let best = visitor.vector.withUnsafeBufferPointer({ search.largest(with: $0, limit: limit) }),
            let allowed = allowedItems(best, limit: limit, needed: needed, where: isAllowed)
        else { return nil }
        found.append(allowed)
        visitors.append(visitor)
    }
    if found.count == 1 { return BoundedBest(items: found[0].items, scores: [found[0].scores], visitors: visitors) }
    let items = Set(found.flatMap(\.items)).sorted()
    let scores = zip(models, visitors).map { served, visitor in
        visitor.vector.withUnsafeBufferPointer { served.search?.products(with: $0, of: items) ?? [] }
    }
    return BoundedBest(items: items, scores: scores, visitors: visitors)
}

/// The allowed items of `best` with their scores, without those that share the lowest score of all, as
/// ``bestItems(of:limit:needed:where:)`` has it; nil where it would look further.
private func allowedItems(
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
