package import Domain
import Foundation

extension LiveState {
    /// The items that came into the catalogue last: up to `limit`, the newest first.
    ///
    ///     score(i) = 2^(-age_i / halfLife)        0...1
    ///
    /// An item whose day is still to come is left out. Those without a date stand below, with scores of -1...0: the later
    /// the log met one, the higher.
    /// - Parameters:
    ///   - halfLifeDays: After how many days the score is half.
    ///   - maximumEvents: Items with more events are left out.
    ///   - isAllowed: Asked only about items that would make the list.
    /// - Complexity: O(known items).
    package func newestItems(
        limit: Int, at time: Timestamp, halfLifeDays: Double, maximumEvents: Int = .max,
        where isAllowed: (ItemNumber) -> Bool
    ) -> [NumberedItem] {
        var best = BestItems(limit: limit)
        let count = Float(max(1, standings.count))
        standings.forEach { index, standing in
            guard standing.isDescribed, standing.isAvailable, Int(standing.eventCount) <= maximumEvents,
                standing.published <= time.milliseconds
            else { return }
            let item = UInt32(index)
            let days = Double(time.milliseconds) - Double(standing.published)
            let score =
                standing.published == .min
                ? Float(index) / count - 1 : Float(exp2(-days / (86_400_000 * halfLifeDays)))
            guard best.admits(score, item), isAllowed(ItemNumber(value: item)) else { return }
            best.insert(score, item)
        }
        return best.sorted().map { numbered($0.item, score: $0.score) }
    }
}
