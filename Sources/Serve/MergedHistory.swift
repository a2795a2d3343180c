import Domain
import State

/// Several histories put together by item.
struct MergedHistory {
    private var items: [PastItem] = []
    private var places: [ItemID: Int] = [:]

    /// Adds what one visitor did with an item to what is there.
    mutating func add(_ item: PastItem) {
        guard let place = places[item.item] else { return append(item) }
        items[place].sum += item.sum
        items[place].count += item.count
        if item.lastTime >= items[place].lastTime {
            (items[place].lastTime, items[place].lastKind) = (item.lastTime, item.lastKind)
        }
    }

    /// Adds an item that a request names: it has at least `sum`.
    mutating func name(_ item: ItemID, sum: Double, kind: EventKind, time: Timestamp) {
        guard let place = places[item] else {
            return append(
                PastItem(item: item, sum: sum, weight: 0, strongestKind: kind, lastKind: kind, lastTime: time))
        }
        items[place].sum = max(items[place].sum, sum)
        items[place].lastTime = max(items[place].lastTime, time)
    }

    /// The items that are interactions, the newest last; of equals in the order they came.
    func interactions(_ weights: EventWeights) -> [PastItem] {
        items.enumerated().compactMap { place, item in
            var item = item
            item.weight = weights.interactionWeight(sum: item.sum)
            return item.weight > 0 && item.weight.isFinite ? (place, item) : nil
        }
        .sorted { ($0.1.lastTime, $0.0) < ($1.1.lastTime, $1.0) }
        .map { $0.1 }
    }

    private mutating func append(_ item: PastItem) {
        places[item.item] = items.count
        items.append(item)
    }
}
