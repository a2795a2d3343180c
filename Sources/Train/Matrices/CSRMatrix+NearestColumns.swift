extension CSRMatrix {
    /// The columns most alike by shrunk cosine: row `i` of the result holds the `neighborCount` nearest of column `i`.
    ///
    ///     sim(i, j) = x_i · x_j / (|x_i| · |x_j| + shrinkage)
    ///
    /// with `x_i` column `i`; 0...1, higher is more alike. Values are above 0; the column itself and those of similarity
    /// 0 are left out; of equal similarities the lower column is nearer. Exact, without a dense matrix.
    /// - Complexity: O(Σ_rows entries²) time; itemCount numbers a thread beside the result.
    package func nearestColumns(neighborCount: Int, shrinkage: Float, threads: Int) -> CSRMatrix {
        let byColumn = transposed()
        let norms = (0..<columnCount).map { byColumn.norm(ofRow: $0) }
        return byColumn.largestProducts(with: self, limit: neighborCount, threads: threads) { column, other, sum in
            other == column ? nil : sum / (norms[column] * norms[other] + shrinkage)
        }
    }

    /// The largest entries in each row of `self · right`, after `score` has had its say.
    ///
    /// All values of both matrices are above 0. `score` is told the row, the column and the sum of an entry, once for
    /// each entry above 0, and answers what to rank and to keep it by, or nil to leave it out. Of equal scores the lower
    /// column goes first; kept entries ascend by column.
    /// - Complexity: O(Σ_(r,k) entries of row k of `right`) time, over the entries (r, k) of `self`; a dense row a thread
    ///   beside the result.
    package func largestProducts(
        with right: CSRMatrix, limit: Int, threads: Int, score: @Sendable (Int, Int, Float) -> Float?
    ) -> CSRMatrix {
        precondition(columnCount == right.rowCount, "\(columnCount) columns do not meet \(right.rowCount) rows.")
        let chunk = 64
        var pieces = [[[Ranked]]](repeating: [], count: (rowCount + chunk - 1) / chunk)
        pieces.withUnsafeMutableBufferPointer { pieces in
            nonisolated(unsafe) let pieces = pieces
            parallel(count: rowCount, chunk: chunk, threads: threads) {
                SparseAccumulator(count: right.columnCount)
            } body: { accumulator, rows in
                pieces[rows.lowerBound / chunk] = rows.map { row in
                    for entry in entries(ofRow: row) {
                        accumulator.add(values[entry], row: Int(columns[entry]), of: right)
                    }
                    var heap = WorstFirstHeap(capacity: limit)
                    accumulator.drain { column, sum in
                        guard let score = score(row, column, sum) else { return }
                        heap.offer(Ranked(index: column, score: score))
                    }
                    return heap.byIndex()
                }
            }
        }
        return CSRMatrix(columnCount: right.columnCount, rows: pieces.joined())
    }

    /// The Euclidean length of row `row`, summed in double precision.
    package func norm(ofRow row: Int) -> Float {
        var sum = 0.0
        for entry in entries(ofRow: row) { sum += Double(values[entry]) * Double(values[entry]) }
        return Float(sum.squareRoot())
    }

    /// A matrix of these rows, each ascending by index.
    package init(columnCount: Int, rows: some Sequence<[Ranked]>) {
        var (offsets, columns, values): ([Int64], [UInt32], [Float]) = ([0], [], [])
        for row in rows {
            for entry in row {
                columns.append(UInt32(entry.index))
                values.append(entry.score)
            }
            offsets.append(Int64(columns.count))
        }
        self.init(
            columnCount: columnCount, offsets: Buffer(offsets), columns: Buffer(columns), values: Buffer(values))
    }
}
