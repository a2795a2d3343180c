import Domain
import State

/// What rules do to candidates that are allowed.
extension Rules {
    /// Whether no rule changes a score or a place: then a tier need hold no more candidates than there are places.
    var isPlain: Bool { active.others.isEmpty }

    /// Multiplies the scores of `pool` by what the rules say. Asked once a tier, after ``Ranking/adjust(_:)``.
    ///
    ///     s' = s · Π factor  where s ≥ 0,   s / Π factor  elsewhere
    ///
    /// over the rules `boost` and `bury` that meet the item. The pool is remembered for ``place(_:limit:)``.
    /// - Complexity: O(candidates · rules).
    func adjust(_ pool: inout [Candidate]) {
        guard !isPlain else { return }
        let moving = active.others.filter { $0.compiled.rule.factor != nil }
        for place in pool.indices where !moving.isEmpty {
            let number = state.itemNumber(of: pool[place].item)
            for entry in moving where active.meets(entry, pool[place].item, number) {
                let factor = Float(entry.compiled.rule.factor ?? 1)
                let score = pool[place].score >= 0 ? pool[place].score * factor : pool[place].score / factor
                let added = Candidate.bounded(score) - pool[place].score
                pool[place].score = Candidate.bounded(score)
                if !pool[place].parts.isEmpty { pool[place].parts.append(ScorePart("rules", added)) }
                pool[place].rules.append(entry.compiled.rule.name)
            }
        }
        bench.add(pool)
    }

    /// Puts items where the rules want them, in a `list` that is complete and has `limit` places: first what is promoted
    /// gets its share, then what is pinned its place, and at last caps hold back what there is too much of.
    ///
    /// The list keeps its length, or grows where it was short. Scores no longer descend where a rule moved an item.
    /// - Complexity: O(rules · (limit² + items that they may meet)).
    func place(_ list: inout [Candidate], limit: Int) {
        guard !isPlain else { return }
        var arrangement = ListArrangement(list, limit: limit)
        for entry in active.others where entry.compiled.rule.kind == .promote { promote(entry, &arrangement) }
        for entry in active.others where entry.compiled.rule.kind == .pin { pin(entry, &arrangement) }
        list = arrangement.list
        let caps = active.others.filter { $0.compiled.rule.kind == .cap }.map { ItemCap($0, self) }
        if !caps.isEmpty { list = capped(list, caps, fixed: arrangement.fixedPlaces) }
    }

    private func promote(_ entry: ActiveRules.Entry, _ arrangement: inout ListArrangement) {
        let rule = entry.compiled.rule
        let target = Int((Double(arrangement.limit) * (rule.share ?? 0)).rounded())
        let present = arrangement.list.count { active.meets(entry, $0.item, state.itemNumber(of: $0.item)) }
        guard target > present else { return }
        for (place, var candidate) in best(target - present, of: entry, besides: arrangement).enumerated() {
            (candidate.ground, candidate.rules) = (.sponsored, candidate.rules + [rule.name])
            arrangement.promote(candidate, place, of: target - present)
        }
    }

    private func pin(_ entry: ActiveRules.Entry, _ arrangement: inout ListArrangement) {
        let rule = entry.compiled.rule
        guard let position = rule.position, position <= arrangement.limit else { return }
        var found: Candidate?
        if let items = rule.items {
            let named = items.lazy.compactMap { try? ItemID($0) }.first { item in
                !arrangement.isFixed(item) && (arrangement.contains(item) || mayEnter(item))
                    && active.meets(entry, item, state.itemNumber(of: item))
            }
            found = named.map { item in arrangement.candidate(item) ?? bench.candidate(item) ?? handPicked(item) }
        } else {
            func isMet(_ candidate: Candidate) -> Bool {
                !arrangement.isFixed(candidate.item)
                    && active.meets(entry, candidate.item, state.itemNumber(of: candidate.item))
            }
            found = arrangement.list.first(where: isMet) ?? best(1, of: entry, besides: arrangement).first
        }
        guard var candidate = found else { return }
        candidate.rules.append(rule.name)
        arrangement.pin(candidate, at: position - 1)
    }

    /// The best items that a rule meets and that are not in the list: those that a retriever proposed by score, then the
    /// others by how much they are asked for.
    private func best(
        _ count: Int, of entry: ActiveRules.Entry, besides arrangement: ListArrangement
    ) -> [Candidate] {
        var found = bench.candidates(count) { candidate in
            !arrangement.contains(candidate.item)
                && active.meets(entry, candidate.item, state.itemNumber(of: candidate.item))
        }
        guard found.count < count, mayAdd else { return found }
        let taken = Set((arrangement.list + found).map(\.item))
        var more: [(popularity: Double, item: ItemID)] = []
        for number in active.items(entry) {
            let popularity = state.popularity(of: number, at: request.time)
            if more.count == count - found.count, let last = more.last, popularity <= last.popularity { continue }
            let item = state.itemID(of: number)
            guard active.meets(entry, item, number), !taken.contains(item), allow(item, number) else { continue }
            more.insert((popularity, item), at: more.firstIndex { $0.popularity < popularity } ?? more.count)
            if more.count > count - found.count { more.removeLast() }
        }
        found += more.map { handPicked($0.item) }
        return found
    }

    /// A candidate that nothing but a rule speaks for.
    private func handPicked(_ item: ItemID) -> Candidate { Candidate(item: item, score: 0, ground: .handPicked) }

    /// Whether an item may come into the list that no retriever proposed.
    private func mayEnter(_ item: ItemID) -> Bool {
        guard state.itemNumber(of: item) != nil else { return false }
        return (mayAdd || bench.candidate(item) != nil) && allow(item)
    }

    /// The list with what caps hold back replaced by what follows; where nothing else is left, a cap gives way.
    private func capped(_ list: [Candidate], _ caps: [ItemCap], fixed: Set<Int>) -> [Candidate] {
        let inList = Set(list.map(\.item))
        var pool = list + bench.candidates(.max) { !inList.contains($0.item) }
        if mayAdd { pool += popular(besides: Set(pool.map(\.item)), count: list.count) }
        var ledger = CapLedger(
            caps.map { cap in
                WindowCap(column: FacetColumn(pool.map(cap.kinds)), most: cap.maximum, window: cap.window)
            })
        var rest = pool.indices.filter { !fixed.contains($0) }
        for place in list.indices {
            if fixed.contains(place) {
                ledger.choose(place)
                continue
            }
            let next = rest.firstIndex { ledger.admits($0) }
            for held in rest[..<(next ?? 0)] {
                if let cap = ledger.refusal(of: held) { tally.note(caps[cap].name, pool[held].item) }
            }
            ledger.choose(rest.remove(at: next ?? 0))
        }
        return ledger.chosen.map { pool[$0] }
    }

    private func popular(besides taken: Set<ItemID>, count: Int) -> [Candidate] {
        state.popularItems(limit: count, at: request.time) { number in
            let item = state.itemID(of: number)
            return !taken.contains(item) && allow(item, number)
        }.map { Candidate(item: $0.item, score: 0, ground: .popular) }
    }
}
