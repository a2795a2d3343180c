import Domain

/// How much a group of visitors asks for: a sum that fades as ``EventWeights`` says, and the same for its top items.
///
/// At most ``capacity`` items are kept, and no fewer than the ``kept`` strongest. An item that comes anew begins with the
/// weight of the strongest that went, the floor, so that no weight is too low, and none too high by more than the floor:
/// at most the group's total divided by ``kept`` + 1. As in ``PartnerList``.
struct SegmentCounters: Sendable {
    /// How many items stay when there are too many.
    static let kept = 512
    /// The most items there are at a time.
    static let capacity = 1024

    /// A sum as it stood at a time.
    struct Fading: Equatable, Sendable {
        /// Σ weight · decay(last - time_e), over the events.
        var sum: Double
        /// The time of the latest event, in milliseconds.
        var last: Int64

        /// Adds `weight` at `time`; a late event counts as much as if it had come in time.
        mutating func add(_ weight: Double, at time: Int64, _ weights: EventWeights) {
            let days = Timestamp(milliseconds: time).days(since: Timestamp(milliseconds: last))
            if days >= 0 {
                (sum, last) = (sum * weights.decay(days: days) + weight, time)
            } else {
                sum += weight * weights.decay(days: -days)
            }
        }

        /// The sum as it stands at `time`.
        func value(at time: Int64, _ weights: EventWeights) -> Double {
            guard weights.halfLifeDays != nil else { return sum }
            return sum * weights.decay(days: Timestamp(milliseconds: time).days(since: Timestamp(milliseconds: last)))
        }
    }

    /// The group: `country=CH`.
    let name: String
    /// How many events it had since it was taken up.
    private(set) var eventCount = 0
    /// What it asks for in all.
    private(set) var total: Fading
    /// The largest sum that was dropped; 0 where none was.
    private(set) var floor: Fading
    /// What it asks for, by item.
    private(set) var items: [UInt32: Fading] = [:]

    /// The counters of a group that is taken up at `time`.
    init(name: String, time: Int64) {
        (self.name, total, floor) = (name, Fading(sum: 0, last: time), Fading(sum: 0, last: time))
    }

    /// Counters that were stored.
    init(name: String, eventCount: Int, total: Fading, floor: Fading, items: [UInt32: Fading]) {
        (self.name, self.eventCount, self.total) = (name, eventCount, total)
        (self.floor, self.items) = (floor, items)
    }

    /// Adds one event of the group.
    /// - Complexity: O(1); a sort of ``capacity`` after as many new items as go then.
    mutating func add(_ item: UInt32, weight: Double, time: Int64, _ weights: EventWeights) {
        eventCount += 1
        total.add(weight, at: time, weights)
        if let place = items.index(forKey: item) {
            return items.values[place].add(weight, at: time, weights)
        }
        if items.count == Self.capacity { prune(weights) }
        var fresh = floor
        fresh.add(weight, at: time, weights)
        items[item] = fresh
    }

    /// The items with what the group asks of each at `time`, above 0; in the order of their numbers.
    /// - Complexity: O(n log n) for the ``capacity`` items at most.
    func shares(at time: Int64, _ weights: EventWeights) -> [(item: UInt32, share: Double)] {
        let whole = total.value(at: time, weights)
        guard whole > 0 else { return [] }
        return items.map { ($0.key, $0.value.value(at: time, weights) / whole) }
            .filter { $0.1 > 0 }.sorted { $0.0 < $1.0 }
    }

    private mutating func prune(_ weights: EventWeights) {
        let now = items.values.reduce(total.last) { max($0, $1.last) }
        let ordered = items.map { (item: $0.key, value: $0.value.value(at: now, weights)) }
            .sorted { $0.value != $1.value ? $0.value > $1.value : $0.item < $1.item }
        floor = Fading(sum: max(0, ordered[Self.kept].value), last: now)
        var kept: [UInt32: Fading] = [:]
        kept.reserveCapacity(Self.capacity)
        for item in ordered[..<Self.kept] { kept[item.item] = items[item.item] }
        items = kept
    }
}
