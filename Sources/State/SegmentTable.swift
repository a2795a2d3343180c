import Domain
import HashTreeCollections

/// The groups of visitors that have counters: at most ``maximumSegments``, whatever senders put into their contexts.
///
/// When there are more, the one that asks for least goes, and the new one's counters begin at 0.
struct SegmentTable: Sendable {
    /// The most groups.
    static let maximumSegments = 512

    private var places: TreeDictionary<String, Int> = [:]
    private var segments = ChunkedArray<SegmentCounters>()

    /// A table without groups.
    init() {}

    /// How many groups there are.
    var count: Int { segments.count }

    /// The group at `place`.
    subscript(place: Int) -> SegmentCounters { segments[place] }

    /// The counters of the group `name`; nil where it has none.
    /// - Complexity: O(1).
    subscript(name: String) -> SegmentCounters? { places[name].map { segments[$0] } }

    /// Adds a group at the end: for reading what was stored.
    mutating func append(_ segment: SegmentCounters) {
        places[segment.name] = segments.count
        segments.append(segment)
    }

    /// Adds one event of the group `name`.
    /// - Complexity: that of ``SegmentCounters/add(_:weight:time:_:)``; O(``maximumSegments``) for a new group that takes
    ///   another's place.
    mutating func add(_ name: String, _ item: UInt32, weight: Double, time: Int64, _ weights: EventWeights) {
        let place = places[name] ?? takeUp(name, time, weights)
        segments.update(at: place) { $0.add(item, weight: weight, time: time, weights) }
    }

    private mutating func takeUp(_ name: String, _ time: Int64, _ weights: EventWeights) -> Int {
        let fresh = SegmentCounters(name: name, time: time)
        guard segments.count == Self.maximumSegments else {
            append(fresh)
            return segments.count - 1
        }
        var (weakest, least) = (0, Double.infinity)
        segments.forEach { place, segment in
            let value = segment.total.value(at: time, weights)
            if value < least { (weakest, least) = (place, value) }
        }
        places[segments[weakest].name] = nil
        segments[weakest] = fresh
        places[name] = weakest
        return weakest
    }
}
