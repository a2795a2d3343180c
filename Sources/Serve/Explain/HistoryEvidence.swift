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
    /// - Complexity: O(past).
    static func strongest(_ parts: [Float], _ past: [PastItem]) -> [(past: PastItem, share: Float)] {
        let (sum, size) = parts.reduce((Float(0), Float(0))) { ($0.0 + $1, $0.1 + abs($1)) }
        guard sum.isFinite, sum > 1e-6 * size else { return [] }
        var best: [Int] = []
        for index in parts.indices where parts[index] > 0 {
            let place = best.firstIndex { isStronger(index, $0, parts, past) } ?? best.count
            guard place < maximumItems else { continue }
            best.insert(index, at: place)
            if best.count > maximumItems { best.removeLast() }
        }
        return best.map { (past: past[$0], share: parts[$0] / sum) }
    }

    private static func isStronger(_ left: Int, _ right: Int, _ parts: [Float], _ past: [PastItem]) -> Bool {
        if parts[left] != parts[right] { return parts[left] > parts[right] }
        if past[left].lastTime != past[right].lastTime { return past[left].lastTime > past[right].lastTime }
        return past[left].item < past[right].item
    }
}
