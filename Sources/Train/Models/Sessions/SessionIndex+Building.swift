import Domain
import Foundation
import Matrices

/// An index with what else is known of the sessions while it is built.
struct IndexedSessions {
    /// The index.
    let index: SessionIndex
    /// The place of each item in its session, the first being 1, `[items of the sessions]`.
    let places: Buffer<UInt32>
    /// When each session ended, in milliseconds, ascending, `[sessions]`.
    let ends: [Int64]
    /// In how many sessions each item is, `[items]`: those the index does not keep for it included.
    let counts: [Int]

    /// The visits of `events` of two events or more, cut at a pause of `pause` milliseconds; an item keeps its
    /// `sampleSize` newest.
    /// - Complexity: O(events + sessions · log(sessions)).
    init(_ events: VisitorEvents, itemCount: Int, pause: Int64, sampleSize: Int) {
        let visits = Self.visits(events, pause: pause)
        var (offsets, items, places): ([Int64], [UInt32], [UInt32]) = ([0], [], [])
        var (lastPlace, counts) = ([Int](repeating: 0, count: itemCount), [Int](repeating: 0, count: itemCount))
        for visit in visits {
            for event in visit { lastPlace[Int(events.items[event])] = event }
            for event in visit where lastPlace[Int(events.items[event])] == event {
                items.append(events.items[event])
                places.append(UInt32(event - visit.lowerBound + 1))
                counts[Int(events.items[event])] += 1
            }
            offsets.append(Int64(items.count))
        }
        (self.places, self.counts) = (Buffer(places), counts)
        ends = visits.map { events.times[$0.upperBound - 1] }
        index = SessionIndex(offsets: Buffer(offsets), items: Buffer(items), counts: counts, sampleSize: sampleSize)
    }

    /// The visits in the order they ended; of those that ended together, in the order of the visitors.
    private static func visits(_ events: VisitorEvents, pause: Int64) -> [Range<Int>] {
        (0..<events.userCount).flatMap { events.visits(of: $0, pause: pause) }
            .filter { $0.count >= 2 }
            .map { $0.suffix(SessionIndex.maximumLength) }
            .sorted {
                (events.times[$0.upperBound - 1], $0.lowerBound) < (events.times[$1.upperBound - 1], $1.lowerBound)
            }
    }

    /// How rare each item is: `ln(sessions / sessions with it)`, 0 or more; 0 for one in no session. `[items]`
    ///
    /// *Source:* Salton and Buckley, 1988, doi:10.1016/0306-4573(88)90021-0.
    var rarities: [Double] {
        counts.map { $0 == 0 ? 0 : log(Double(index.sessionCount) / Double($0)) }
    }
}

extension SessionIndex {
    /// The index of the sessions that lie in `items` at `offsets`, the oldest first; `counts` says how many each item has.
    fileprivate init(offsets: Buffer<Int64>, items: Buffer<UInt32>, counts: [Int], sampleSize: Int) {
        var starts: [Int64] = [0]
        for count in counts { starts.append(starts[starts.count - 1] + Int64(min(count, sampleSize))) }
        var next = starts
        var postings = [UInt32](repeating: 0, count: Int(starts[starts.count - 1]))
        for session in (0..<offsets.count - 1).reversed() {
            for entry in Int(offsets[session])..<Int(offsets[session + 1]) {
                let item = Int(items[entry])
                guard next[item] < starts[item + 1] else { continue }
                postings[Int(next[item])] = UInt32(session)
                next[item] += 1
            }
        }
        self.init(offsets: offsets, items: items, postingOffsets: Buffer(starts), postings: Buffer(postings))
    }
}
