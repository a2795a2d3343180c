/// A sparse matrix by compressed rows, `[rows × columns]`; within a row the columns ascend and none repeats.
package struct CSRMatrix: Sendable {
    /// How many columns there are, empty ones included.
    package let columnCount: Int
    /// Where each row begins in `columns` and `values`; `rowCount + 1` numbers, the last the count of entries.
    package let offsets: Buffer<Int64>
    /// The column of each entry.
    package let columns: Buffer<UInt32>
    /// The value of each entry.
    package let values: Buffer<Float>

    /// A matrix of these parts.
    package init(columnCount: Int, offsets: Buffer<Int64>, columns: Buffer<UInt32>, values: Buffer<Float>) {
        precondition(
            offsets.count > 0 && offsets[offsets.count - 1] == Int64(columns.count),
            "The last offset is not the number of entries.")
        precondition(columns.count == values.count, "There are \(columns.count) columns and \(values.count) values.")
        (self.columnCount, self.offsets, self.columns, self.values) = (columnCount, offsets, columns, values)
    }

    /// How many rows there are, empty ones included.
    @inlinable package var rowCount: Int { offsets.count - 1 }

    /// How many entries are stored.
    @inlinable package var entryCount: Int { columns.count }

    /// Where row `row` lies in `columns` and `values`.
    @inlinable package func entries(ofRow row: Int) -> Range<Int> { Int(offsets[row])..<Int(offsets[row + 1]) }

    /// The same entries by columns: `[columns × rows]`, rows ascending within each.
    /// - Complexity: O(entries + rows + columns), with as much memory as the matrix.
    package func transposed() -> CSRMatrix {
        var next = [Int64](repeating: 0, count: columnCount + 1)
        for column in columns.pointer { next[Int(column) + 1] += 1 }
        for column in 0..<columnCount { next[column + 1] += next[column] }
        let offsets = Buffer(next)
        let values = self.values
        var placed: [UInt32] = []
        let turned = Buffer<Float>(count: entryCount) { target in
            placed = [UInt32](unsafeUninitializedCapacity: entryCount) { rows, count in
                for row in 0..<rowCount {
                    for entry in entries(ofRow: row) {
                        let place = Int(next[Int(columns[entry])])
                        next[Int(columns[entry])] += 1
                        rows[place] = UInt32(row)
                        target[place] = values[entry]
                    }
                }
                count = entryCount
            }
        }
        return CSRMatrix(columnCount: rowCount, offsets: offsets, columns: Buffer(placed), values: turned)
    }
}
