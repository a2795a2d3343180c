internal import CKernels

/// A dense matrix of single precision, `[rows × columns]` row by row, each row padded with zeros to a multiple of 16
/// numbers so that the kernels need no remainder.
package struct DenseMatrix: Sendable {
    /// How many rows there are.
    package let rowCount: Int
    /// How many columns there are, padding left out.
    package let columnCount: Int
    /// The numbers, `[rowCount × stride]`.
    package let values: Buffer<Float>

    /// How many numbers a row of `columnCount` takes: the next multiple of 16.
    package static func stride(columns columnCount: Int) -> Int { (columnCount + 15) / 16 * 16 }

    /// A matrix over `values`, `[rowCount × stride]`, whose padding is zero.
    package init(rowCount: Int, columnCount: Int, values: Buffer<Float>) {
        (self.rowCount, self.columnCount, self.values) = (rowCount, columnCount, values)
        precondition(
            values.count == rowCount * stride, "\(values.count) numbers are not \(rowCount) rows of \(stride).")
    }

    /// A matrix of these rows, all of one length.
    /// - Complexity: O(rows · columns).
    package init(rows: [[Float]]) {
        let columnCount = rows.first?.count ?? 0
        let stride = Self.stride(columns: columnCount)
        let values = Buffer<Float>(count: rows.count * stride) { target in
            for (index, row) in rows.enumerated() {
                precondition(row.count == columnCount, "Row \(index) has \(row.count) numbers, not \(columnCount).")
                for (column, value) in row.enumerated() { target[index * stride + column] = value }
            }
        }
        self.init(rowCount: rows.count, columnCount: columnCount, values: values)
    }

    /// How many numbers apart two rows begin: `columnCount` rounded up to a multiple of 16.
    package var stride: Int { Self.stride(columns: columnCount) }

    /// Row `row` with its padding: `stride` numbers, valid while the matrix is alive.
    package func row(_ row: Int) -> UnsafeBufferPointer<Float> {
        UnsafeBufferPointer(rebasing: values.pointer[row * stride..<(row + 1) * stride])
    }

    /// The Euclidean length of row `row`.
    package func norm(ofRow row: Int) -> Float {
        guard let start = self.row(row).baseAddress else { return 0 }
        return ck_inner_product(start, start, stride).squareRoot()
    }

    /// The inner products of `query`, `[stride]` padded with zeros, with some rows; with the bits that
    /// ``innerProducts(with:count:into:)`` gives.
    /// - Complexity: O(rows · columns).
    package func innerProducts(with query: UnsafeBufferPointer<Float>, ofRows rows: [UInt32]) -> [Float] {
        precondition(query.count == stride, "\(query.count) numbers are not a row of \(stride).")
        return [Float](unsafeUninitializedCapacity: rows.count) { products, count in
            count = rows.count
            guard let from = query.baseAddress, let all = values.pointer.baseAddress, let to = products.baseAddress
            else { return }
            ck_gathered_inner_products(from, all, rows, rows.count, stride, to)
        }
    }

    /// Writes the inner product of each of `queries` with each row into `products`, `[queries × rowCount]`.
    ///
    /// `queries` are `[count × stride]`, padded with zeros. A query's products have the same bits whichever queries
    /// stand beside it.
    /// - Complexity: O(count · rows · columns).
    package func innerProducts(
        with queries: UnsafeBufferPointer<Float>, count: Int, into products: UnsafeMutableBufferPointer<Float>
    ) {
        precondition(queries.count == count * stride, "\(queries.count) numbers are not \(count) rows of \(stride).")
        precondition(products.count == count * rowCount, "There is room for \(products.count) products.")
        guard let rows = values.pointer.baseAddress, let from = queries.baseAddress, let to = products.baseAddress
        else { return }
        ck_inner_products(from, count, rows, rowCount, stride, to, rowCount)
    }
}
