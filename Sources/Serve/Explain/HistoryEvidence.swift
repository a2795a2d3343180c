import Domain
import State

/// Which past items made a score, and how much each.
enum HistoryEvidence {
    /// How many past items a reason names at most.
    static let maximumItems = 3

    /// The strongest past items, each by its place, with their shares of the score; empty where the parts do not add up to
    /// a score above 0.
    ///
    ///     share(h) = part(h) / Σ part
    ///
    /// Only positive shares are listed; all shares, listed or not, add up to 1. Of equals the newer item first.
    /// - Complexity: O(past).
    static func strongest(_ parts: [Float], _ past: [PastItem]) -> [(place: Int, share: Float)] {
        var (sum, size): (Float, Float) = (0, 0)
        for part in parts { (sum, size) = (sum + part, size + abs(part)) }
        guard sum.isFinite, sum > 1e-6 * size else { return [] }
        var best: [(place: Int, share: Float)] = []
        best.reserveCapacity(maximumItems + 1)
        for index in parts.indices where parts[index] > 0 {
            var place = best.count
            while place > 0, isStronger(index, best[place - 1].place, parts, past) { place -= 1 }
            guard place < maximumItems else { continue }
            best.insert((index, parts[index] / sum), at: place)
            if best.count > maximumItems { best.removeLast() }
        }
        return best
    }

    private static func isStronger(_ left: Int, _ right: Int, _ parts: [Float], _ past: [PastItem]) -> Bool {
        if parts[left] != parts[right] { return parts[left] > parts[right] }
        if past[left].lastTime != past[right].lastTime { return past[left].lastTime > past[right].lastTime }
        return past[left].item < past[right].item
    }
}
