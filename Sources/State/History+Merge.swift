import Domain

extension History {
    /// Takes in what somebody else did who turned out to be the same: `other`, a session at its login.
    ///
    /// As if all of it had been one visitor's from the outset: an item that both touched has the sum of both, as of the
    /// later one's time. Of items touched at the same moment those of `other` are the newer.
    /// - Complexity: O(n log n) for n entries of both.
    mutating func merge(_ other: History, _ weights: EventWeights, pause: Int64) {
        guard let otherLast = other.entries.last?.last else { return }
        guard let last = entries.last?.last else { return self = other }
        var visit = visit
        visit.merge(other.visit, last: last, otherLast: otherLast, pause: pause)
        var all = entries
        var places = Dictionary(uniqueKeysWithValues: entries.enumerated().map { ($1.item, $0) })
        for entry in other.entries {
            if let place = places[entry.item] {
                all[place] = all[place].merged(entry, weights)
            } else {
                places[entry.item] = all.count
                all.append(entry)
            }
        }
        var rest: [UInt32: UInt64] = [:]
        for item in dropped + other.dropped {
            if let place = places[item.item] {
                all[place].kinds |= item.kinds
            } else {
                rest[item.item, default: 0] |= item.kinds
            }
        }
        let ordered = all.enumerated().sorted { ($0.element.last, $0.offset) < ($1.element.last, $1.offset) }
            .map(\.element)
        let excess = max(0, ordered.count - Self.maximumItems)
        for entry in ordered.prefix(excess) { rest[entry.item] = entry.kinds }
        self = History(
            entries: Array(ordered.dropFirst(excess)),
            dropped: rest.map { Dropped(item: $0.key, kinds: $0.value) }.sorted { $0.item < $1.item }, visit: visit)
    }
}

extension History.Entry {
    /// The events of both, which are about one item; of equal times and weights those of `other` are the later.
    fileprivate func merged(_ other: Self, _ weights: EventWeights) -> Self {
        let (earlier, later) = other.last >= last ? (self, other) : (other, self)
        let days = Timestamp(milliseconds: later.last).days(since: Timestamp(milliseconds: earlier.last))
        var both = later
        both.sum += earlier.sum * weights.decay(days: days)
        both.count &+= earlier.count
        both.kinds |= earlier.kinds
        if earlier.strongestWeight > later.strongestWeight {
            (both.strongestWeight, both.strongestKind) = (earlier.strongestWeight, earlier.strongestKind)
        }
        return both
    }
}
