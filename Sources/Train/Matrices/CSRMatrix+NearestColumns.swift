extension CSRMatrix {
    /// The columns most alike by shrunk cosine: row `i` of the result holds the `neighborCount` nearest of column `i`;
    /// nil where the task was cancelled.
    ///
    ///     sim(i, j) = x_i · x_j / (|x_i| · |x_j| + shrinkage)
    ///
    /// with `x_i` column `i`; 0...1, higher is more alike. Values are above 0; the column itself and those of similarity
    /// 0 are left out; of equal similarities the lower column is nearer. Exact, without a dense matrix.
    /// - Complexity: O(Σ_rows entries²) time; 20 bytes a column and thread beside the result.
    package func nearestColumns(neighborCount: Int, shrinkage: Float, threads: Int) -> CSRMatrix? {
        let byColumn = transposed()
        let norms = Buffer((0..<columnCount).map { byColumn.norm(ofRow: $0) })
        return byColumn.largestProducts(
            with: self, limit: neighborCount, threads: threads, withDiagonal: false,
            by: .shrunkCosine(norms: norms, shrinkage: shrinkage))
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
