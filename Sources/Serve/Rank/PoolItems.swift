import Domain
import Matrices
import Models
import State

/// A pool with what the catalogue says of its items.
struct PoolItems {
    /// What the list holds already, then the candidates, the best first.
    let candidates: [Candidate]
    /// How many the list holds already.
    let placed: Int
    /// The candidates' scores over the best, max(0, s) / b, 0...1; 1 for all where none is above 0, and for those placed.
    let relevance: [Float]
    /// What the catalogue says of each; nil where it says nothing.
    let items: [Item?]

    /// The pool of these candidates, the best first, below `list`.
    init(_ pool: [Candidate], below list: [Candidate], _ state: LiveState) {
        (candidates, placed) = (list + pool, list.count)
        let best = pool.first?.score ?? 0
        relevance = list.map { _ in 1 } + pool.map { best > 0 ? max(0, $0.score) / best : 1 }
        items = candidates.map { state.item($0.item) }
    }

    /// The values of a facet, by candidate.
    func column(_ facet: Facet) -> FacetColumn { FacetColumn(facet, of: items) }

    /// The directions of the candidates' vectors in the first model of `release` that has vectors; nil without one.
    func vectors(in release: ServingRelease) -> UnitVectors? {
        guard let factors = release.itemFactors else { return nil }
        let rows = candidates.map { candidate in
            release.items[candidate.item].map { factors.row(Int($0)) }
        }
        return UnitVectors(rows, size: factors.stride)
    }
}
