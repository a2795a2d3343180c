/// Which candidates of a pool stand where.
struct GreedySelection {
    /// Positions in the pool, the first place first; no two the same, none that was placed before.
    let order: [Int]
    /// The places of the whole list, from 0, where no candidate kept to every cap, so that the best that was left stands
    /// there.
    let relaxedPlaces: [Int]

    /// Chooses `count` of the candidates `placed..<total`, or all where there are fewer: at each place the one of highest
    /// value that keeps to the caps, of equals the first. The candidates `0..<placed` stand above them already.
    ///
    /// Where no candidate keeps to the caps, ``CapArrangement`` looks for another order of all; where that finds none, the
    /// place is filled against the caps, and the result says so.
    /// - Complexity: O(count · total) values.
    init<Objective: ListObjective>(
        of total: Int, below placed: Int = 0, count: Int, caps: [WindowCap], _ objective: Objective,
        _ steering: ExposureSteering? = nil
    ) {
        var (objective, steering, ledger) = (objective, steering, CapLedger(caps))
        for above in 0..<placed {
            ledger.choose(above)
            objective.choose(above)
            steering?.choose(above)
        }
        let start = ledger
        var (left, relaxed) = (Array(placed..<total), [Int]())
        for _ in 0..<min(count, total - placed) {
            let free = Self.best(left, objective, steering) { ledger.admits($0) }
            guard let place = free ?? Self.best(left, objective, steering, where: { _ in true }) else { break }
            if free == nil { relaxed.append(ledger.chosen.count) }
            let best = left.remove(at: place)
            ledger.choose(best)
            objective.choose(best)
            steering?.choose(best)
        }
        let chosen = Array(ledger.chosen[placed...])
        if !relaxed.isEmpty, let order = CapArrangement.order(chosen + left, below: start, caps, count: chosen.count) {
            (self.order, relaxedPlaces) = (order, [])
        } else {
            (order, relaxedPlaces) = (chosen, relaxed)
        }
    }

    /// The place in `left` of the candidate of highest value.
    @inline(__always)
    private static func best<Objective: ListObjective>(
        _ left: [Int], _ objective: Objective, _ steering: ExposureSteering?, where isAdmitted: (Int) -> Bool
    ) -> Int? {
        var (best, highest): (Int?, Float) = (nil, -.infinity)
        for (place, candidate) in left.enumerated() {
            var value = objective.value(of: candidate)
            if let steering { value += steering.push(candidate) }
            if value > highest, isAdmitted(candidate) { (best, highest) = (place, value) }
        }
        return best
    }
}
