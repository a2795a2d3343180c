import Domain
import Matrices

/// A part of each visitor's items held back within a training, to choose by.
struct HoldOut {
    /// What is left to learn from.
    let rest: TrainingSet
    /// The visitors with something held out, up to ``maximumVisitors``, spread over all.
    let visitors: [Visitor]

    /// One visitor.
    struct Visitor {
        /// What is asked on the visitor's behalf, from what is left.
        let query: ScoringQuery
        /// What was held out, ascending.
        let truth: [ItemIndex]
    }

    /// So many visitors are chosen by at most.
    static let maximumVisitors = 2000
    /// Visitors with fewer items keep them all.
    static let leastItems = 5

    /// Holds out `share` of the items of each visitor of `set`, one at least: the newest, in random order those of one
    /// time.
    /// - Complexity: O(entries · log(entries of a visitor) + events).
    init(_ set: TrainingSet, share: Double, seed: UInt64) {
        var isHeld = [Bool](repeating: false, count: set.interactions.entryCount)
        var truths: [(user: Int, truth: [ItemIndex])] = []
        for user in 0..<set.userCount {
            let entries = set.interactions.entries(ofRow: user)
            guard entries.count >= Self.leastItems else { continue }
            var random = SeededRandom(seed: seed, stream: UInt64(user))
            let ordered = entries.map { (time: set.times[$0], draw: random.next(), entry: $0) }
                .sorted { ($0.time, $0.draw) < ($1.time, $1.draw) }
            let held = ordered.suffix(max(1, Int(share * Double(entries.count)))).map(\.entry).sorted()
            for entry in held { isHeld[entry] = true }
            truths.append((user, held.map { set.interactions.columns[$0] }))
        }
        let rest = set.without(isHeld)
        let (events, count) = (rest.events(), min(truths.count, Self.maximumVisitors))
        visitors = (0..<count).map { place in
            let (user, truth) = truths[place * truths.count / count]
            let segments = events.lastSegmentSet(of: user).map { rest.segmentSets[$0] } ?? []
            let query = ScoringQuery(
                user: UserIndex(user), history: rest.history(of: UserIndex(user)), sequence: events.sequence(of: user),
                time: rest.now, segments: segments)
            return Visitor(query: query, truth: truth)
        }
        self.rest = rest
    }
}
