import Domain
import State

/// A few items that a request names, by their ids and by their numbers in a state.
struct ItemSet {
    private let numbers: [ItemNumber]
    private let unknown: Set<ItemID>

    /// The set of `items`.
    /// - Complexity: O(n log n).
    init(_ items: some Sequence<ItemID>, _ state: LiveState) {
        var (numbers, unknown): ([ItemNumber], Set<ItemID>) = ([], [])
        for item in items {
            if let number = state.itemNumber(of: item) { numbers.append(number) } else { unknown.insert(item) }
        }
        numbers.sort { $0.value < $1.value }
        (self.numbers, self.unknown) = (numbers, unknown)
    }

    /// Whether it holds an item; `number` is the one that the state gave it, nil for none.
    /// - Complexity: O(log n).
    @inline(__always)
    func contains(_ item: @autoclosure () -> ItemID, _ number: ItemNumber?) -> Bool {
        if let number { return !numbers.isEmpty && contains(number) }
        return !unknown.isEmpty && unknown.contains(item())
    }

    private func contains(_ number: ItemNumber) -> Bool {
        var (low, high) = (0, numbers.count)
        while low < high {
            let middle = (low + high) / 2
            if numbers[middle].value < number.value { low = middle + 1 } else { high = middle }
        }
        return low < numbers.count && numbers[low] == number
    }
}
