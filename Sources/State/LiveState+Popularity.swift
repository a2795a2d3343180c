package import Domain

extension LiveState {
    /// What most visitors choose at `time` among all items the state has met: up to `limit`, the best first.
    ///
    ///     popularity = Σ_e  weight(kind_e) · 2^(-(time - time_e) / halfLife),  not below 0
    ///
    /// An item of the catalogue that nobody touched has popularity 0 and stands at the end. Of equals the one the log
    /// met first.
    /// - Parameter isAllowed: Asked only about items that would make the list.
    /// - Complexity: O(known items).
    package func popularItems(
        limit: Int, at time: Timestamp, where isAllowed: (ItemNumber) -> Bool
    ) -> [NumberedItem] {
        var best = BestItems(limit: limit)
        standings.forEach { index, standing in
            let score = Float(min(standing.popularity(at: time, weights), 1e30))
            let item = UInt32(index)
            guard standing.isAvailable, best.admits(score, item), isAllowed(ItemNumber(value: item)) else { return }
            best.insert(score, item)
        }
        return best.sorted().map { numbered($0.item, score: $0.score) }
    }

    /// How much `item` is asked for at `time`: the popularity of ``popularItems(limit:at:where:)``.
    /// - Complexity: O(1).
    package func popularity(of item: ItemNumber, at time: Timestamp) -> Double {
        standings[Int(item.value)].popularity(at: time, weights)
    }

    /// When there were events with `item` first and last, by their times; nil where there were none.
    package func seen(_ item: ItemID) -> ClosedRange<Timestamp>? {
        guard let standing = numbers[item].map({ standings[Int($0.value)] }), standing.eventCount > 0 else {
            return nil
        }
        return Timestamp(milliseconds: standing.first)...Timestamp(milliseconds: standing.last)
    }

    /// How many events there were with `item`.
    package func eventCount(of item: ItemID) -> Int {
        numbers[item].map { Int(standings[Int($0.value)].eventCount) } ?? 0
    }

    func numbered(_ item: UInt32, score: Float) -> NumberedItem {
        let number = ItemNumber(value: item)
        return NumberedItem(item: numbers.id(of: number), number: number, score: score)
    }
}
