import Domain

/// A list that grows tier by tier: what is better founded stands above what only fills it up.
struct RankedList {
    /// How many places there are.
    let limit: Int
    /// The candidates, the best first.
    private(set) var candidates: [Candidate] = []
    private var taken: Set<ItemID> = []

    /// An empty list of `limit` places.
    init(limit: Int) { self.limit = limit }

    /// How many places are free.
    var missing: Int { limit - candidates.count }

    /// Whether the list holds `item`.
    func contains(_ item: ItemID) -> Bool { !taken.isEmpty && taken.contains(item) }

    /// Puts `tier`, whose order is kept, below what is there, as many as there are places.
    ///
    /// The first tier keeps its scores. A further one with scores s and the best of them b is brought below the lowest
    /// score L of the list:
    ///
    ///     n  = max(0, s) / max(0, b), or 0 where b ≤ 0                     0...1
    ///     s' = L · (1 + n) / 4  where L > 0,   L - (2 - n) · max(1, -L)  elsewhere
    ///
    /// - Parameter isByScore: Whether the order of `tier` is that of its scores, of equals by id: then it stays so, also
    ///   where scores that differed have become one float.
    mutating func add(_ tier: [Candidate], isByScore: Bool = true) {
        if taken.isEmpty { taken.reserveCapacity(tier.count) }
        var fresh = tier.filter { taken.insert($0.item).inserted }
        if fresh.count > missing { fresh.removeLast(fresh.count - missing) }
        if let last = candidates.lazy.map(\.score).min() {
            let best = max(0, fresh.map(\.score).max() ?? 0)
            for index in fresh.indices { fresh[index].rescale(to: Self.below(last, fresh[index].score, best)) }
        }
        if isByScore { fresh.sort { $0.score != $1.score ? $0.score > $1.score : $0.item < $1.item } }
        if candidates.isEmpty { candidates = fresh } else { candidates += fresh }
        if tier.count > fresh.count { taken = Set(candidates.map(\.item)) }
    }

    /// Puts another order, or other items, in the place of the candidates.
    mutating func replace(by list: [Candidate]) {
        candidates = Array(list.prefix(limit))
        taken = Set(candidates.map(\.item))
    }

    private static func below(_ last: Float, _ score: Float, _ best: Float) -> Float {
        let share = best > 0 ? max(0, score) / best : 0
        return last > .leastNormalMagnitude ? last * (1 + share) / 4 : last - (2 - share) * max(1, -last)
    }
}
