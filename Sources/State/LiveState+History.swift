package import Domain

extension LiveState {
    /// How many visitors there are; a session that was merged into a user is none of its own.
    package var visitorCount: Int { histories.count - histories.mergedCount }

    /// How many visitors the log met, merged sessions included: the end of ``visitors(from:limit:)``.
    package var visitorPlaces: Int { histories.count }

    /// Whose history `visitor` has now: of a session that was merged into a user the user's, of any other its own.
    /// - Complexity: O(1).
    package func owner(of visitor: Visitor) -> Visitor { histories.owner(of: visitor) }

    /// How many items the histories that are held in memory have: those that changed since the snapshot.
    package var historyEntriesInMemory: Int { histories.entriesInMemory }

    /// The visitors in the order the log met them, from the `offset`th up to the `offset + limit`th, without the sessions
    /// that were merged into users.
    /// - Complexity: O(limit).
    package func visitors(from offset: Int, limit: Int) -> [Visitor] {
        let start = min(max(0, offset), histories.count)
        return (start..<min(histories.count, start + max(0, limit))).compactMap { place in
            let visitor = histories.visitor(at: place)
            return histories.owner(of: visitor) == visitor ? visitor : nil
        }
    }

    /// What `visitor` did, an entry an item, the newest last, with the weights as they stand at `time`.
    ///
    /// At most 1,000 items: the latest. Empty for a visitor the log does not know.
    /// - Parameter kind: Only items with which this was done at least once; nil takes all.
    /// - Complexity: O(items of the history).
    package func history(of visitor: Visitor, at time: Timestamp, kind: EventKind? = nil) -> [PastItem] {
        guard let history = histories[visitor] else { return [] }
        let bits = kind.map { kinds.bits(of: [$0]) } ?? .max
        return history.entries.lazy.filter { $0.kinds & bits != 0 }.map { pastItem($0, at: time) }
    }

    /// What `visitor` does in the visit that runs at `time`, an entry an item, the newest last; empty when nothing
    /// happened for longer than ``StateSettings/sessionTimeoutMinutes``.
    ///
    /// The weights count the visitor's earlier visits too.
    /// - Complexity: O(items of the visit).
    package func session(of visitor: Visitor, at time: Timestamp) -> [PastItem] {
        guard let history = histories[visitor], let last = history.entries.last?.last,
            time.milliseconds - last <= settings.pause
        else { return [] }
        return history.latestVisit.map { pastItem($0, at: time) }
    }

    /// When the log saw `visitor` first and last, by the times of the events; nil where it never did.
    /// - Complexity: O(1), and O(items) for a history that is read from the file.
    package func seen(_ visitor: Visitor) -> ClosedRange<Timestamp>? {
        guard let history = histories[visitor], let last = history.entries.last?.last else { return nil }
        return Timestamp(milliseconds: min(history.visit.first, last))...Timestamp(milliseconds: last)
    }

    private func pastItem(_ entry: History.Entry, at time: Timestamp) -> PastItem {
        let last = Timestamp(milliseconds: entry.last)
        let sum = entry.sum * weights.decay(days: time.days(since: last))
        let number = ItemNumber(value: entry.item)
        return PastItem(
            item: numbers.id(of: number), number: number, sum: sum, weight: weights.interactionWeight(sum: sum),
            count: Int(entry.count),
            strongestKind: kinds.kind(entry.strongestKind), lastKind: kinds.kind(entry.lastKind), lastTime: last)
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
