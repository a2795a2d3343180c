import Domain

/// A list while rules put items to fixed places in it.
struct ListArrangement {
    /// How many places there are.
    let limit: Int
    private var rest: [Candidate]
    private var fixed: [Int: Candidate] = [:]

    /// A list in which nothing is fixed.
    init(_ list: [Candidate], limit: Int) { (rest, self.limit) = (list, limit) }

    /// The list: what is fixed at its places, the others around it in their order, as many as there are places.
    var list: [Candidate] {
        var (list, others): ([Candidate], ArraySlice<Candidate>) = ([], rest[...])
        let count = min(limit, rest.count + fixed.count)
        var late = fixed.keys.filter { $0 >= count }.sorted()[...]
        for place in 0..<count {
            if let candidate = fixed[place] {
                list.append(candidate)
            } else if let next = others.popFirst() {
                list.append(next)
            } else if let last = late.popFirst(), let candidate = fixed[last] {
                // A place past the end of a short list is its end.
                list.append(candidate)
            }
        }
        return list
    }

    /// The places, from 0, that are fixed.
    var fixedPlaces: Set<Int> { Set(fixed.keys) }

    /// Whether `item` is in the list.
    func contains(_ item: ItemID) -> Bool { isFixed(item) || rest.contains { $0.item == item } }

    /// Whether `item` has a fixed place.
    func isFixed(_ item: ItemID) -> Bool { fixed.values.contains { $0.item == item } }

    /// The candidate that is `item`; nil where it is not in the list.
    func candidate(_ item: ItemID) -> Candidate? { rest.first { $0.item == item } }

    /// Fixes `candidate` at `place`, from 0, or the next place that is free; not at all where there is none.
    mutating func pin(_ candidate: Candidate, at place: Int) {
        guard let free = (place..<limit).first(where: { fixed[$0] == nil }) else { return }
        rest.removeAll { $0.item == candidate.item }
        fixed[free] = candidate
    }

    /// Fixes the `place`th of `count` promoted candidates: they stand as far from one another as they can.
    mutating func promote(_ candidate: Candidate, _ place: Int, of count: Int) {
        let even = Int((Double(place) + 0.5) / Double(count) * Double(limit))
        // The last place of a list that would lose it to the promoted one is as good as any.
        pin(candidate, at: min(even, limit - 1))
    }
}

/// What retrievers proposed for one list beyond what stands in it.
///
/// A class because the tiers of a list are ranked by a value that cannot change.
final class CandidateBench {
    private var tiers: [[Candidate]] = []

    /// Remembers a tier's candidates.
    func add(_ pool: [Candidate]) {
        tiers.append(pool.sorted { $0.score != $1.score ? $0.score > $1.score : $0.item < $1.item })
    }

    /// The candidate that is `item`; nil where nobody proposed it.
    func candidate(_ item: ItemID) -> Candidate? {
        for tier in tiers { if let found = tier.first(where: { $0.item == item }) { return found } }
        return nil
    }

    /// The first `count` for which `isMeant` holds, tier by tier, each by score, no item twice.
    func candidates(_ count: Int, where isMeant: (Candidate) -> Bool) -> [Candidate] {
        var (found, taken): ([Candidate], Set<ItemID>) = ([], [])
        for tier in tiers {
            for candidate in tier where isMeant(candidate) && taken.insert(candidate.item).inserted {
                found.append(candidate)
                if found.count == count { return found }
            }
        }
        return found
    }
}
