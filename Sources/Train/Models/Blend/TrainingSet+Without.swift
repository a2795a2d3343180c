import Matrices

extension TrainingSet {
    /// The set without the interactions that `isHeld` says so of, in the order of `interactions.values`, and without
    /// the events behind them; the catalogue and the moment of training stay.
    /// - Complexity: O(entries + events · log(entries of a visitor)).
    func without(_ isHeld: [Bool]) -> TrainingSet {
        precondition(isHeld.count == interactions.entryCount, "There are \(isHeld.count) answers for the interactions.")
        let kept = isHeld.indices.filter { !isHeld[$0] }
        var offsets: [Int64] = [0]
        for user in 0..<userCount {
            offsets.append(offsets[user] + Int64(interactions.entries(ofRow: user).count { !isHeld[$0] }))
        }
        let rest = CSRMatrix(
            columnCount: itemCount, offsets: Buffer(offsets), columns: Buffer(kept.map { interactions.columns[$0] }),
            values: Buffer(kept.map { interactions.values[$0] }))
        let rows = source.map { table, rows in
            (table: table, rows: rows.filter { !hasHeld(table.itemOf[$0], of: Int(table.userOf[$0]), isHeld) })
        }
        return TrainingSet(rest, Buffer(kept.map { times[$0] }), now, source: rows)
    }

    private func hasHeld(_ item: UInt32, of user: Int, _ isHeld: [Bool]) -> Bool {
        var (low, high) = (interactions.entries(ofRow: user).lowerBound, interactions.entries(ofRow: user).upperBound)
        while low < high {
            let middle = (low + high) / 2
            if interactions.columns[middle] < item { low = middle + 1 } else { high = middle }
        }
        return low < interactions.entries(ofRow: user).upperBound && interactions.columns[low] == item && isHeld[low]
    }
}
