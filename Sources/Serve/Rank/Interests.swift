import Domain
import State

/// Which values of some facets a visitor's history has, and in which proportions.
///
///     p(g) = Σ_i  w_i · p(g|i) / Σ_i w_i        p(g|i) = 1 / |values of i| for each of its values
///
/// over the items i of the history that have a value, with the weights w_i that the models see. *Source:* Steck 2018,
/// doi:10.1145/3240323.3240372, equation 2.
struct Interests {
    /// The values of the pool's candidates, by facet; the history's values have codes too.
    let columns: [FacetColumn]
    /// p(g), by facet and value; all 0 for a visitor without a history that has values.
    let ofVisitor: [[Float]]

    /// The interests of `visit` by `facets`.
    /// - Complexity: O((candidates + history) · facets).
    init(_ facets: [Facet], _ pool: PoolItems, _ visit: Visit, _ state: LiveState) {
        let past = visit.past.compactMap { entry in state.item(entry.item).map { ($0, Float(entry.weight)) } }
        columns = facets.map { FacetColumn($0, of: pool.items + past.map(\.0)) }
        let count = pool.items.count
        ofVisitor = columns.map { column in
            Self.proportions(column, past.enumerated().map { (count + $0.offset, $0.element.1) })
        }
    }

    /// P(c) for ``ExplicitAspects``: the visitor's, or where there are none the pool's, each candidate weighing as much as it
    /// is relevant; divided by the number of facets.
    func orOfPool(_ pool: PoolItems) -> [[Float]] {
        zip(columns, ofVisitor).map { column, own in
            let isKnown = own.contains { $0 > 0 }
            let shares = isKnown ? own : Self.proportions(column, pool.relevance.enumerated().map { ($0, $1) })
            return shares.map { $0 / Float(columns.count) }
        }
    }

    private static func proportions(_ column: FacetColumn, _ items: [(place: Int, weight: Float)]) -> [Float] {
        var sums = [Float](repeating: 0, count: column.names.count)
        var total: Float = 0
        for (place, weight) in items {
            let values = column.range(place)
            guard !values.isEmpty else { continue }
            total += weight
            for value in values { sums[Int(column.codes[value])] += weight / Float(values.count) }
        }
        return total > 0 ? sums.map { $0 / total } : sums
    }
}
