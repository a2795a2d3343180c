internal import CKernels

extension CSRMatrix {
    /// Writes `self · dense` into `product`, `[rows × dense.columnCount]`.
    ///
    /// Each row is summed in the order of its entries, whatever the number of threads.
    /// - Complexity: O(entries · dense.columnCount).
    package func multiply(_ dense: MutableDenseMatrix, into product: MutableDenseMatrix, threads: Int) {
        precondition(dense.rowCount == columnCount, "\(columnCount) columns do not meet \(dense.rowCount) rows.")
        precondition(
            product.rowCount == rowCount && product.columnCount == dense.columnCount,
            "There is room for \(product.rowCount) rows of \(product.columnCount) numbers.")
        guard let columns = columns.pointer.baseAddress, let values = values.pointer.baseAddress else { return }
        nonisolated(unsafe) let (allColumns, allValues) = (columns, values)
        parallel(count: rowCount, chunk: 128, threads: threads) { rows in
            for row in rows {
                let entries = entries(ofRow: row)
                ck_combine_rows(
                    dense.start, allColumns + entries.lowerBound, allValues + entries.lowerBound, entries.count,
                    dense.stride, product.row(row))
            }
        }
    }
}
