import Domain
import State

/// Which past items made a score, and how much each.
enum HistoryEvidence {
    /// How many past items a reason names at most.
    static let maximumItems = 3

    /// The strongest past items with their shares of the score; empty where the parts do not add up to a score above 0.
    ///
    ///     share(h) = part(h) / Σ part
    ///
    /// Only positive shares are listed; all shares, listed or not, add up to 1. Of equals the newer item first.
    static func strongest(_ parts: [Float], _ past: [PastItem]) -> [(past: PastItem, share: Float)] {
        let (sum, size) = parts.reduce((Float(0), Float(0))) { ($0.0 + $1, $0.1 + abs($1)) }
        guard sum.isFinite, sum > 1e-6 * size else { return [] }
        let positive = zip(past, parts).filter { $0.1 > 0 }.map { (past: $0.0, share: $0.1 / sum) }
        return Array(positive.sorted(by: isStronger).prefix(maximumItems))
    }

    private static func isStronger(_ left: (past: PastItem, share: Float), _ right: (past: PastItem, share: Float))
        -> Bool
    {
        if left.share != right.share { return left.share > right.share }
        if left.past.lastTime != right.past.lastTime { return left.past.lastTime > right.past.lastTime }
        return left.past.item < right.past.item
    }
}
