import Domain

/// What a state knows about an item in a few bytes: whether it may be shown, and how much it is asked for.
struct Standing: Sendable {
    /// Whether the catalogue describes it now.
    var isDescribed = false
    /// Whether a list may hold it. True for an item the catalogue never spoke of; false once it was deleted.
    var isAvailable = true
    /// How many features it has in the content index.
    var featureCount: UInt16 = 0
    /// When it came into the catalogue, in milliseconds; `Int64.min` where the catalogue does not say. Not stored: the
    /// item's document has it.
    var published = Int64.min
    /// How many events there were with it.
    var eventCount: UInt32 = 0
    /// Σ weight(kind_e) · decay(last - time_e) over the events of all visitors.
    var sum = 0.0
    /// When the latest of them happened, in milliseconds.
    var last = Int64.min
    /// When the first of them happened, in milliseconds.
    var first = Int64.max
    /// The visits in which somebody chose it, by day.
    var daily = DailyCounts()

    /// Adds one event of anybody.
    mutating func fold(weight: Double, time: Int64, _ weights: EventWeights) {
        eventCount &+= 1
        first = min(first, time)
        guard last != .min else { return (sum, last) = (weight, time) }
        let days = Timestamp(milliseconds: time).days(since: Timestamp(milliseconds: last))
        if days >= 0 {
            (sum, last) = (sum * weights.decay(days: days) + weight, time)
        } else {
            sum += weight * weights.decay(days: -days)
        }
    }

    /// How much it is asked for at `time`; 0 or more.
    func popularity(at time: Timestamp, _ weights: EventWeights) -> Double {
        guard sum > 0 else { return 0 }
        guard weights.halfLifeDays != nil else { return sum }
        return sum * weights.decay(days: time.days(since: Timestamp(milliseconds: last)))
    }
}
