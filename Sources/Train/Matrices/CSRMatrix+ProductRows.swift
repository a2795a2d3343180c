extension CSRMatrix {
    /// The rows of `self · right`, each as `choose` makes it of its sums.
    ///
    /// All values of both matrices are above 0. `choose` is told a row and its entries above 0, in no order, and answers
    /// what to keep, ascending by column: for choices that need all of a row before the first can be made. See
    /// ``largestProducts(with:limit:threads:withDiagonal:by:)`` for those that do not.
    /// - Complexity: O(Σ_(r,k) entries of row k of `right`) time, over the entries (r, k) of `self`, besides `choose`; a
    ///   dense row a thread beside the result.
    package func productRows(
        with right: CSRMatrix, threads: Int, choose: @Sendable (_ row: Int, _ sums: [Ranked]) -> [Ranked]
    ) -> CSRMatrix {
        precondition(columnCount == right.rowCount, "\(columnCount) columns do not meet \(right.rowCount) rows.")
        let chunk = 16
        var pieces = [[[Ranked]]](repeating: [], count: (rowCount + chunk - 1) / chunk)
        pieces.withUnsafeMutableBufferPointer { pieces in
            nonisolated(unsafe) let pieces = pieces
            parallel(count: rowCount, chunk: chunk, threads: threads) {
                SparseAccumulator(count: right.columnCount)
            } body: { accumulator, rows in
                pieces[rows.lowerBound / chunk] = rows.map { row in
                    accumulator.add(row: row, of: self, times: right)
                    var sums: [Ranked] = []
                    accumulator.drain { sums.append(Ranked(index: $0, score: $1)) }
                    return choose(row, sums)
                }
            }
        }
        return CSRMatrix(columnCount: right.columnCount, rows: pieces.joined())
    }
}
