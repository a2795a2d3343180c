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
        let chunk = 64
        var pieces = [[[Ranked]]](repeating: [], count: (columnCount + chunk - 1) / chunk)
        pieces.withUnsafeMutableBufferPointer { pieces in
            nonisolated(unsafe) let pieces = pieces
            parallel(count: columnCount, chunk: chunk, threads: threads) {
                SparseAccumulator(count: columnCount)
            } body: { accumulator, columns in
                pieces[columns.lowerBound / chunk] = columns.map { column in
                    nearest(
                        to: column, byColumn: byColumn, norms: norms, neighborCount: neighborCount,
                        shrinkage: shrinkage, accumulator: accumulator)
                }
            }
        }
        return CSRMatrix(columnCount: columnCount, rows: pieces.joined())
    }

    private func nearest(
        to column: Int, byColumn: CSRMatrix, norms: [Float], neighborCount: Int, shrinkage: Float,
        accumulator: SparseAccumulator
    ) -> [Ranked] {
        for entry in byColumn.entries(ofRow: column) {
            accumulator.add(byColumn.values[entry], row: Int(byColumn.columns[entry]), of: self)
        }
        var heap = WorstFirstHeap(capacity: neighborCount)
        accumulator.drain { other, sum in
            guard other != column else { return }
            let entry = Ranked(index: other, score: sum / (norms[column] * norms[other] + shrinkage))
            if !heap.isFull { heap.insert(entry) } else if entry.precedes(heap.worst) { heap.replaceWorst(by: entry) }
        }
        return heap.byIndex()
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
