import Domain

/// What one visitor did, an entry an item, the newest last; bounded.
///
/// Of items past ``maximumItems`` only the fact that they were seen is kept.
struct History: Sendable {
    /// The most items that are kept with their weights; the one that was touched longest ago goes first.
    static let maximumItems = 1000

    /// The events of the visitor with one item.
    struct Entry: Sendable {
        /// The item's number.
        let item: UInt32
        /// How many events there were.
        var count: UInt32
        /// Σ weight(kind_e) · decay(last - time_e): the sum `S` of ``EventWeights`` as it stood at `last`.
        var sum: Double
        /// When the latest of them happened, in milliseconds.
        var last: Int64
        /// Which kinds there were, a bit a kind.
        var kinds: UInt64
        /// The largest weight one of them had.
        var strongestWeight: Float
        /// The kind of the event with that weight; of equals the later.
        var strongestKind: UInt8
        /// The kind of the latest event.
        var lastKind: UInt8
        /// What was done in the visit that `last` is of.
        var deeds = Deeds()
    }

    /// What was done with an item in one visit.
    struct Deeds: OptionSet, Sendable {
        let rawValue: UInt8
        /// An event of positive weight.
        static let chosen = Deeds(rawValue: 1)
        /// It was put in the cart, or bought.
        static let inBasket = Deeds(rawValue: 2)
    }

    /// An item whose entry was dropped.
    struct Dropped: Sendable {
        /// The item's number.
        let item: UInt32
        /// Which kinds of event there were, a bit a kind.
        var kinds: UInt64
    }

    /// The latest items, ascending by the time of their last event; of equals in the order of the log.
    private(set) var entries: [Entry] = []
    /// The items that were dropped, ascending by number.
    private(set) var dropped: [Dropped] = []
    /// When the first event and the present or latest visit began.
    private(set) var visit = VisitTimes()

    /// The history of nobody yet.
    init() {}

    /// A history that was stored: `entries` ascend by time, `dropped` by item.
    init(entries: [Entry], dropped: [Dropped], visit: VisitTimes) {
        (self.entries, self.dropped, self.visit) = (entries, dropped, visit)
    }

    /// The entries of the present or latest visit: those touched since it began.
    /// - Complexity: O(entries of the visit).
    var latestVisit: ArraySlice<Entry> {
        var place = entries.count
        while place > 0, entries[place - 1].last >= visit.start { place -= 1 }
        return entries[place...]
    }

    /// One event, in the terms of a state.
    struct Step {
        let item: UInt32
        let kind: UInt8
        let weight: Double
        let time: Int64
        let deeds: Deeds
    }

    /// Folds one event in; gives back what is new about it in its visit.
    /// - Parameter pause: After how many milliseconds without an event a visit is over.
    /// - Complexity: O(``maximumItems``) at worst; O(1) for an item touched lately.
    mutating func apply(_ step: Step, _ weights: EventWeights, pause: Int64) -> Meeting {
        visit.note(step.time, last: entries.last?.last, pause: pause)
        let isInVisit = step.time >= visit.start
        guard let place = place(of: step.item) else {
            insert(Self.first(step, earlierKinds: removeDropped(step.item)))
            return isInVisit ? meeting(with: step.item, step.deeds) : Meeting()
        }
        var entry = entries[place]
        let before = entry.last >= visit.start ? entry.deeds : []
        entry.fold(step, weights)
        if isInVisit { entry.deeds = before.union(step.deeds) }
        replace(entry, at: place)
        return isInVisit ? meeting(with: step.item, step.deeds.subtracting(before)) : Meeting()
    }

    private func place(of item: UInt32) -> Int? {
        entries.withUnsafeBufferPointer { entries in
            var place = entries.count - 1
            while place >= 0, entries[place].item != item { place -= 1 }
            return place >= 0 ? place : nil
        }
    }

    private mutating func replace(_ entry: Entry, at place: Int) {
        if place + 1 == entries.count || entry.last < entries[place + 1].last {
            entries[place] = entry
        } else {
            entries.remove(at: place)
            insert(entry)
        }
    }

    private static func first(_ step: Step, earlierKinds: UInt64) -> Entry {
        Entry(
            item: step.item, count: 1, sum: step.weight, last: step.time, kinds: earlierKinds | 1 << UInt64(step.kind),
            strongestWeight: Float(step.weight), strongestKind: step.kind, lastKind: step.kind, deeds: step.deeds)
    }

    private mutating func insert(_ entry: Entry) {
        var place = entries.count
        while place > 0, entries[place - 1].last > entry.last { place -= 1 }
        entries.insert(entry, at: place)
        if entries.count > Self.maximumItems {
            let oldest = entries.removeFirst()
            dropped.insert(Dropped(item: oldest.item, kinds: oldest.kinds), at: droppedPlace(oldest.item))
        }
    }

    private mutating func removeDropped(_ item: UInt32) -> UInt64 {
        let place = droppedPlace(item)
        guard place < dropped.count, dropped[place].item == item else { return 0 }
        return dropped.remove(at: place).kinds
    }

    private func droppedPlace(_ item: UInt32) -> Int {
        var (low, high) = (0, dropped.count)
        while low < high {
            let middle = (low + high) / 2
            if dropped[middle].item < item { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension History.Entry {
    /// Adds one event; a late one counts as much as if it had come in time.
    fileprivate mutating func fold(_ step: History.Step, _ weights: EventWeights) {
        let days = Timestamp(milliseconds: step.time).days(since: Timestamp(milliseconds: last))
        if days >= 0 {
            sum = sum * weights.decay(days: days) + step.weight
            (last, lastKind) = (step.time, step.kind)
        } else {
            sum += step.weight * weights.decay(days: -days)
        }
        count &+= 1
        kinds |= 1 << UInt64(step.kind)
        if Float(step.weight) >= strongestWeight {
            (strongestWeight, strongestKind) = (Float(step.weight), step.kind)
        }
    }
}
