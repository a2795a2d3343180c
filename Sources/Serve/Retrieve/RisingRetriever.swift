import Domain
import Models
import State

/// What more and more people choose, by the live counters: a trend is in the list on the day it begins.
///
/// The test of ``TrendingModel``, over visits instead of visitors: today and yesterday (UTC) against the six days before.
///
///     score_i = log2(lower bound of ρ_i),  ρ_i = (r_i / R) / (b_i / B)
///
/// r_i and b_i are the visits that chose item i lately and before, R and B those of all items. Of the items in the list at
/// most the share ``falseDiscoveryRate`` is there by chance.
enum RisingRetriever {
    /// Which share of the list may be chance.
    static let falseDiscoveryRate = 0.05
    /// How many visits it takes at least.
    static let minimumVisits = 5

    /// The candidates: up to `limit` of what rises, the steepest first; none where nothing does.
    /// - Complexity: O(known items), and a test for each item that rises.
    static func candidates(_ state: LiveState, at time: Timestamp, limit: Int, where gate: ListGate)
        -> [Candidate]
    {
        let rises = state.rises(at: time)
        let recent = rises.reduce(0) { $0 + $1.recent }
        let base = rises.reduce(0) { $0 + $1.base }
        guard recent > 0, base > 0 else { return [] }
        let share = Double(recent) / Double(recent + base)
        let tests = rises.map { (rise: $0, test: RateTest(recent: $0.recent, base: $0.base, expectedShare: share)) }
            .filter { $0.test.smallestPValue <= falseDiscoveryRate }
        let steep = tests.filter {
            $0.rise.recent >= minimumVisits && Double($0.rise.recent) > share * Double($0.rise.recent + $0.rise.base)
        }.map { (rise: $0.rise, test: $0.test, chance: $0.test.pValue) }
        let level = FalseDiscoveries.level(steep.map(\.chance), testCount: tests.count, rate: falseDiscoveryRate)
        guard level > 0 else { return [] }
        var candidates: [Candidate] = []
        for (rise, test, chance) in steep where chance <= level {
            let (item, score) = (state.itemID(of: rise.number), Float(test.leastRise(level: level)))
            guard score > 0, state.isAvailable(rise.number), gate.admits(rise.number) else { continue }
            candidates.append(Candidate(item: item, score: score, ground: .rising))
        }
        candidates.sort { $0.score != $1.score ? $0.score > $1.score : $0.item < $1.item }
        return Array(candidates.prefix(limit))
    }
}
