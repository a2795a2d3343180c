internal import CKernels

/// A dense matrix with a byte a number, `[rows × columns]`: each row has a scale of its own and is symmetric around 0.
///
///     x_rc ≈ scale_r · q_rc,   q_rc = round(x_rc / scale_r) in -127...127,   scale_r = max_c |x_rc| / 127
///
/// A quarter of the memory of a ``DenseMatrix``, and products of bytes are exact, so only the rounding above is lost. Find
/// candidates with it and score them exactly: ``DenseMatrix/largestProducts(with:limit:candidateCount:by:)``.
package struct QuantizedMatrix: Sendable {
    /// How many rows there are.
    package let rowCount: Int
    /// How many columns there are, padding left out.
    package let columnCount: Int
    /// The bytes, `[rowCount × stride]`, zero in the padding.
    package let values: Buffer<Int8>
    /// What a byte of each row stands for; 0 for a row of zeros.
    package let scales: Buffer<Float>

    /// How many bytes apart two rows begin: `columnCount` rounded up to a multiple of 64.
    package var stride: Int { Self.stride(columns: columnCount) }

    private static func stride(columns columnCount: Int) -> Int { (columnCount + 63) / 64 * 64 }

    /// `matrix`, whose numbers are finite, rounded.
    /// - Complexity: O(rows · columns).
    package init(_ matrix: DenseMatrix) {
        let (rowCount, columnCount) = (matrix.rowCount, matrix.columnCount)
        let stride = Self.stride(columns: columnCount)
        var scales = [Float](repeating: 0, count: rowCount)
        values = Buffer(count: rowCount * stride) { target in
            for row in 0..<rowCount {
                let bytes = UnsafeMutableBufferPointer(rebasing: target[row * stride..<(row + 1) * stride])
                scales[row] = Self.round(matrix.row(row), count: columnCount, into: bytes)
            }
        }
        self.scales = Buffer(scales)
        (self.rowCount, self.columnCount) = (rowCount, columnCount)
    }

    /// Writes the bytes of a row and answers its scale.
    private static func round(
        _ row: UnsafeBufferPointer<Float>, count: Int, into bytes: UnsafeMutableBufferPointer<Int8>
    ) -> Float {
        let largest = row[..<count].reduce(0) { max($0, abs($1)) }
        let scale = largest / 127
        guard scale > 0 else { return 0 }
        for column in 0..<count { bytes[column] = Int8(max(-127, min(127, (row[column] / scale).rounded()))) }
        return scale
    }

    /// The bytes of one row of `columns` numbers, zero in the padding, and its scale.
    static func rounded(_ row: UnsafeBufferPointer<Float>, columns: Int) -> (bytes: [Int8], scale: Float) {
        var bytes = [Int8](repeating: 0, count: stride(columns: columns))
        let scale = bytes.withUnsafeMutableBufferPointer { round(row, count: columns, into: $0) }
        return (bytes, scale)
    }

    /// Writes the approximate inner product of `query`, `[columns]` or with padding, with each row into `products`.
    ///
    /// The error of a product is at most `columns · (scale_r · max|query| + scale_q · max|row|) / 2` and a little.
    /// - Complexity: O(rows · columns), at a byte a number.
    package func innerProducts(
        with query: UnsafeBufferPointer<Float>, into products: UnsafeMutableBufferPointer<Float>
    ) {
        precondition(query.count >= columnCount, "\(query.count) numbers are fewer than \(columnCount) columns.")
        precondition(products.count == rowCount, "There is room for \(products.count) products of \(rowCount) rows.")
        let (bytes, scale) = Self.rounded(query, columns: columnCount)
        let sums = [Int32](unsafeUninitializedCapacity: rowCount) { sums, count in
            count = rowCount
            guard let rows = values.pointer.baseAddress, let to = sums.baseAddress else { return }
            ck_int8_inner_products(bytes, 1, rows, rowCount, stride, to, rowCount)
        }
        for row in 0..<rowCount { products[row] = scale * scales[row] * Float(sums[row]) }
    }
}

extension DenseMatrix {
    /// The `limit` rows whose inner product with `query`, `[stride]` padded with zeros, is largest, the best first: the best
    /// `candidateCount` rows by `bytes`, which are this matrix rounded, scored exactly.
    ///
    /// A row is missed when rounding puts it behind the candidates; see QuantizedMatrixTests for how often.
    /// - Complexity: O(rows · columns), at a byte a number; O(candidateCount · columns) at four.
    package func largestProducts(
        with query: UnsafeBufferPointer<Float>, limit: Int, candidateCount: Int, by bytes: QuantizedMatrix
    ) -> [Ranked] {
        precondition(bytes.rowCount == rowCount, "\(bytes.rowCount) rounded rows are not \(rowCount).")
        precondition(query.count == stride, "\(query.count) numbers are not a row of \(stride).")
        guard rowCount > 0, let rows = values.pointer.baseAddress, let from = query.baseAddress else { return [] }
        let rough = [Float](unsafeUninitializedCapacity: rowCount) { products, count in
            bytes.innerProducts(with: query, into: UnsafeMutableBufferPointer(rebasing: products[..<rowCount]))
            count = rowCount
        }
        let candidates = rough.withUnsafeBufferPointer { topK($0, limit: max(limit, candidateCount)) }
            .map { UInt32($0.index) }.sorted()
        var exact = [Float](repeating: 0, count: candidates.count)
        ck_gathered_inner_products(from, rows, candidates, candidates.count, stride, &exact)
        return exact.withUnsafeBufferPointer { topK($0, limit: limit) }
            .map { Ranked(index: Int(candidates[$0.index]), score: $0.score) }
    }
}
