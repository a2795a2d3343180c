import Domain
import Matrices
import State

/// Gives a share of the places to items that few visitors met yet, so that somebody can come to like them.
///
/// Drawn from a stream that the decision's id seeds, so the same request gets the same list, and the probability of what
/// was drawn goes into the record: clicks can then be weighed by it.
enum Exploration {
    /// From how many items is drawn: the newest that may be shown.
    static let poolSize = 100
    /// With how many events an item is known well enough.
    static let maximumEvents = 30

    /// `page` with items of `pool` between: at each place, with the probability `share`, one of the pool that is not drawn
    /// yet, each as probable as any other; otherwise the next of the page.
    ///
    /// The propensities are given the places above: share / (items left in the pool) of one that was drawn, 1 - share of
    /// one that was not, 1 where there was nothing to draw. One that is drawn has the score of whom it goes before.
    /// - Parameter limit: How many places there are.
    static func explore(
        _ page: [Candidate], limit: Int, share: Double, _ decision: DecisionID, pool: [Candidate]
    ) -> [Candidate] {
        let places = Set(page.map(\.item))
        var (pool, rest) = (pool.filter { !places.contains($0.item) }, page[...])
        var random = SeededRandom(seed: UInt64(ListCursor.mark(of: decision.value)))
        var list: [Candidate] = []
        while list.count < limit, var next = rest.first {
            let isDrawn = random.uniform() < share
            guard isDrawn, !pool.isEmpty else {
                next.propensity = pool.isEmpty ? 1 : 1 - share
                list.append(next)
                rest.removeFirst()
                continue
            }
            let count = pool.count
            var drawn = pool.remove(at: random.below(count))
            (drawn.score, drawn.propensity) = (next.score, share / Double(count))
            list.append(drawn)
        }
        return list
    }
}
