package import Domain

extension LiveState {
    /// How many visitors have a history.
    package var visitorCount: Int { histories.count }

    /// How many items the histories that are held in memory have: those that changed since the snapshot.
    package var historyEntriesInMemory: Int { histories.entriesInMemory }

    /// The visitors with a history in the order the log met them: up to `limit` from the `offset`th on.
    /// - Complexity: O(limit).
    package func visitors(from offset: Int, limit: Int) -> [Visitor] {
        let start = min(max(0, offset), histories.count)
        return (start..<min(histories.count, start + max(0, limit))).map { histories.visitor(at: $0) }
    }

    /// What `visitor` did, an entry an item, the newest last, with the weights as they stand at `time`.
    ///
    /// At most 1,000 items: the latest. Empty for a visitor the log does not know.
    /// - Complexity: O(items of the history).
    package func history(of visitor: Visitor, at time: Timestamp) -> [PastItem] {
        guard let history = histories[visitor] else { return [] }
        return history.entries.map { entry in
            let last = Timestamp(milliseconds: entry.last)
            let sum = entry.sum * weights.decay(days: time.days(since: last))
            return PastItem(
                item: numbers.id(of: ItemNumber(value: entry.item)), sum: sum,
                weight: weights.interactionWeight(sum: sum), count: Int(entry.count),
                strongestKind: kinds.kind(entry.strongestKind), lastKind: kinds.kind(entry.lastKind), lastTime: last)
        }
    }

    /// How many items ``history(of:at:)`` tells of `visitor`.
    /// - Complexity: O(1).
    package func historyLength(of visitor: Visitor) -> Int { histories.length(of: visitor) }

    /// The items that any of `visitors` touched by one of `kinds`, or in any way where `kinds` is nil; what they asked
    /// not to see again (`hide`) is always among them.
    ///
    /// However long ago: also items that ``history(of:at:)`` no longer tells.
    /// - Complexity: O(n log n) for n items.
    package func seenItems(of visitors: [Visitor], kinds: [EventKind]? = nil) -> SeenItems {
        let bits = kinds.map { self.kinds.bits(of: $0 + [.hide]) } ?? .max
        var seen: [UInt32] = []
        for visitor in visitors {
            guard let history = histories[visitor] else { continue }
            for entry in history.entries where entry.kinds & bits != 0 { seen.append(entry.item) }
            for item in history.dropped where item.kinds & bits != 0 { seen.append(item.item) }
        }
        return SeenItems(unsorted: seen)
    }
}
