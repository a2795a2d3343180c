internal import CKernels

extension CSRMatrix {
    /// Writes `self · dense` into `product`, `[rows × dense.columnCount]`.
    ///
    /// Each row is summed in the order of its entries, whatever the number of threads.
    /// - Complexity: O(entries · dense.columnCount).
    package func multiply(_ dense: MutableDenseMatrix, into product: MutableDenseMatrix, threads: Int) {
        parallel(count: rowCount, chunk: 128, threads: threads) { rows in
            multiply(rows: rows, with: dense, into: product)
        }
    }

    /// Writes `rows` of `self · dense` into those of `product`, on the caller's thread.
    /// - Complexity: O(entries of the rows · dense.columnCount).
    package func multiply(rows: Range<Int>, with dense: MutableDenseMatrix, into product: MutableDenseMatrix) {
        precondition(dense.rowCount == columnCount, "\(columnCount) columns do not meet \(dense.rowCount) rows.")
        precondition(
            product.rowCount == rowCount && product.columnCount == dense.columnCount,
            "There is room for \(product.rowCount) rows of \(product.columnCount) numbers.")
        guard let columns = columns.pointer.baseAddress, let values = values.pointer.baseAddress else { return }
        for row in rows {
            let entries = entries(ofRow: row)
            ck_combine_rows(
                dense.start, columns + entries.lowerBound, values + entries.lowerBound, entries.count, dense.stride,
                product.row(row))
        }
    }
}
