package import Domain

/// In how many visits an item was chosen lately, and before.
package struct Rise: Hashable, Sendable {
    /// The item.
    package let number: ItemNumber
    /// The visits of the day of the question and the day before, in UTC.
    package let recent: Int
    /// The visits of the six days before those.
    package let base: Int
}

extension LiveState {
    /// The visits of every item that had any in the eight days up to `time`, in the order the log met them.
    /// - Complexity: O(known items).
    package func rises(at time: Timestamp) -> [Rise] {
        let day = DailyCounts.day(of: time.milliseconds)
        var rises: [Rise] = []
        standings.forEach { index, standing in
            let (recent, base) = standing.daily.rise(at: day)
            guard recent + base > 0 else { return }
            rises.append(Rise(number: ItemNumber(value: UInt32(index)), recent: recent, base: base))
        }
        return rises
    }
}
