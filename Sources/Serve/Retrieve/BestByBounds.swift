import Domain
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
/// all other items. By an ``ItemSearch/clustered(_:)`` most of it.
///
/// Nil where a model has no ``ServedModel/search``, or so few of the best items are allowed that all must be looked at.
/// - Complexity: O(models · items · embedding size) at half a byte a number; a few hundredths of it where clustered.
func bestByBounds(
    _ models: [ServedModel], _ query: ScoringQuery, limit: Int, needed: Int, where isAllowed: (ItemIndex) -> Bool
) -> BoundedBest? {
    guard models.allSatisfy({ $0.search != nil }) else { return nil }
    var (found, visitors): ([(items: [ItemIndex], scores: [Float])], [FoldedVisitor]) = ([], [])
    for served in models {
        guard let search = served.search, let model = served.model as? any FactorModel else { return nil }
        let visitor = model.folded(query)
        guard let allowed = search.allowed(for: visitor.vector, limit: limit, needed: needed, where: isAllowed)
        else { return nil }
        found.append(allowed)
        visitors.append(visitor)
    }
    if found.count == 1 { return BoundedBest(items: found[0].items, scores: [found[0].scores], visitors: visitors) }
    let items = Set(found.flatMap(\.items)).sorted()
    let scores = zip(models, visitors).map { served, visitor in
        served.search?.products(with: visitor.vector, of: items) ?? []
    }
    return BoundedBest(items: items, scores: scores, visitors: visitors)
}

/// The `count` items that `served` scores highest among those that are allowed, and those that share the last one's score,
/// `limit` in all.
///
/// Nil where it has no ``ServedModel/search``, or so few items are allowed that all must be looked at.
/// - Parameter refused: Told the items that are not allowed and would be among them.
/// - Complexity: As ``bestByBounds(_:_:limit:needed:where:)``.
func bestByBounds(
    _ count: Int, by served: ServedModel, _ query: ScoringQuery, limit: Int, where isAllowed: (ItemIndex) -> Bool,
    refused: (ItemIndex) -> Void
) -> BoundedBest? {
    guard let search = served.search, let model = served.model as? any FactorModel else { return nil }
    let visitor = model.folded(query)
    return search.best(count, for: visitor.vector, limit: limit, where: isAllowed, refused: refused).map {
        BoundedBest(items: $0.items, scores: [$0.scores], visitors: [visitor])
    }
}
