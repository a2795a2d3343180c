extension CSRMatrix {
    /// The sum of each row, in double precision.
    /// - Complexity: O(entries).
    package var rowSums: [Double] {
        (0..<rowCount).map { row in entries(ofRow: row).reduce(0) { $0 + Double(values[$1]) } }
    }

    /// The sum of each column, in double precision, the rows in their order.
    /// - Complexity: O(entries).
    package var columnSums: [Double] {
        var sums = [Double](repeating: 0, count: columnCount)
        for entry in 0..<entryCount { sums[Int(columns[entry])] += Double(values[entry]) }
        return sums
    }

    /// The same entries with other values: `change` is told the row, the column and the value of each.
    /// - Complexity: O(entries).
    package func mapValues(_ change: (_ row: Int, _ column: Int, _ value: Float) -> Float) -> CSRMatrix {
        let changed = Buffer<Float>(count: entryCount) { target in
            for row in 0..<rowCount {
                for entry in entries(ofRow: row) { target[entry] = change(row, Int(columns[entry]), values[entry]) }
            }
        }
        return CSRMatrix(columnCount: columnCount, offsets: offsets, columns: columns, values: changed)
    }

    /// The value in `row` and `column`; 0 where there is no entry.
    /// - Complexity: O(log n) with n the entries of the row.
    package subscript(row: Int, column: Int) -> Float {
        let entries = entries(ofRow: row)
        var (low, high) = (entries.lowerBound, entries.upperBound)
        while low < high {
            let middle = (low + high) / 2
            if Int(columns[middle]) < column { low = middle + 1 } else { high = middle }
        }
        return low < entries.upperBound && Int(columns[low]) == column ? values[low] : 0
    }
}
