import Domain
import State

/// What came into the catalogue last.
enum NewestRetriever {
    /// After how many days an item is worth half as much.
    static let halfLifeDays = 30.0

    /// The candidates: up to `limit` items of the catalogue, the newest first.
    /// - Complexity: O(known items).
    static func candidates(_ state: LiveState, at time: Timestamp, limit: Int, where gate: ListGate)
        -> [Candidate]
    {
        state.newestItems(limit: limit, at: time, halfLifeDays: halfLifeDays) { gate.admits($0) }
            .map { Candidate(item: $0.item, score: $0.score, ground: .new) }
    }
}
