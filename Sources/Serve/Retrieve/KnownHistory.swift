import Domain
import Models
import State

/// The part of a history that a release knows, as its models want it.
struct KnownHistory {
    /// The items, ascending by index.
    let items: [HistoryItem]
    /// The same items as the state tells them, in that order.
    let past: [PastItem]
    /// The latest of them in the order of `past`, at most ``ScoringQuery/maximumSequence``.
    let sequence: [SequenceItem]

    /// The part of `past`, none twice, as `state` told it, that `release` knows.
    /// - Complexity: O(n log n).
    init(_ past: [PastItem], in release: ServingRelease, _ state: LiveState) {
        let matching = release.matcher.matching(state)
        var known: [(index: ItemIndex, place: Int)] = []
        known.reserveCapacity(past.count)
        for place in past.indices {
            let index = past[place].number.map { matching.index(of: $0, in: state) } ?? release.items[past[place].item]
            if let index { known.append((index, place)) }
        }
        let first = past.count - ScoringQuery.maximumSequence
        sequence = known.lazy.filter { $0.place >= first }.map {
            SequenceItem(item: $0.index, time: past[$0.place].lastTime.milliseconds)
        }
        known.sort { $0.index < $1.index }
        items = known.map { HistoryItem(item: $0.index, weight: Float(past[$0.place].weight)) }
        self.past = known.map { past[$0.place] }
    }
}
