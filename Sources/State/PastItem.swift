package import Domain

/// One item of a visitor's history, as it stands at a moment.
package struct PastItem: Hashable, Sendable {
    /// The item.
    package let item: ItemID
    /// Its number in the state that told it; nil where a request names it.
    package let number: ItemNumber?
    /// The sum `S` of ``EventWeights`` at that moment; may be 0 or negative.
    package var sum: Double
    /// The interaction's weight `w` of ``EventWeights`` at that moment; 0 for no interaction.
    package var weight: Double
    /// How many events there were; an event that came in by repetition counts once.
    package var count: Int
    /// The kind of the event that weighs most; nil for one of the kinds past the 63rd, which are not told apart.
    package var strongestKind: EventKind?
    /// The kind of the latest event; nil as for ``strongestKind``.
    package var lastKind: EventKind?
    /// When the latest event happened.
    package var lastTime: Timestamp

    /// A past item of these parts.
    package init(
        item: ItemID, number: ItemNumber? = nil, sum: Double, weight: Double, count: Int = 1, strongestKind: EventKind?,
        lastKind: EventKind?, lastTime: Timestamp
    ) {
        (self.item, self.number) = (item, number)
        (self.sum, self.weight, self.count) = (sum, weight, count)
        (self.strongestKind, self.lastKind, self.lastTime) = (strongestKind, lastKind, lastTime)
    }
}

/// The items a visitor has touched, whatever became of their weights.
package struct SeenItems: Sendable {
    private let numbers: [UInt32]

    init(unsorted numbers: [UInt32]) { self.numbers = numbers.sorted() }

    /// Whether `item` is one of them.
    /// - Complexity: O(log n).
    package func contains(_ item: ItemNumber) -> Bool {
        var (low, high) = (0, numbers.count)
        while low < high {
            let middle = (low + high) / 2
            if numbers[middle] < item.value { low = middle + 1 } else { high = middle }
        }
        return low < numbers.count && numbers[low] == item.value
    }
}
