/// When a visitor was first seen, and when the present or latest visit began.
///
/// A visit is over where nothing happened for longer than a pause.
struct VisitTimes: Equatable, Sendable {
    /// The time of the earliest event, in milliseconds; `Int64.max` before any.
    var first = Int64.max
    /// The time of the visit's earliest event, in milliseconds; `Int64.max` before any.
    var start = Int64.max

    /// Takes in an event at `time`, the latest before it having been at `last`; nil for none.
    ///
    /// A late event that is at most `pause` before the visit's beginning belongs to the visit; one that lies further back
    /// joins an earlier one, which is not kept apart.
    mutating func note(_ time: Int64, last: Int64?, pause: Int64) {
        first = min(first, time)
        guard let last else { return start = time }
        if time > last, time - last > pause {
            start = time
        } else if time < start, start - time <= pause {
            start = time
        }
    }

    /// Takes in the visits of somebody who turned out to be the same; each one's latest event is `last`.
    mutating func merge(_ other: VisitTimes, last: Int64, otherLast: Int64, pause: Int64) {
        first = min(first, other.first)
        let (earlier, later, earlierLast) =
            otherLast >= last ? (start, other.start, last) : (other.start, start, otherLast)
        let isOneVisit = earlierLast >= later || later - earlierLast <= pause
        start = isOneVisit ? min(earlier, later) : later
    }
}
