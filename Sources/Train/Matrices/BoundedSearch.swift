internal import CKernels

/// Finds the rows of a matrix with the largest inner products exactly, while most rows are read at a byte a number.
///
/// With `q̂` and `r̂` what the bytes of a query and of a row stand for (``QuantizedMatrix``), by Cauchy and Schwarz
///
///     |q·r − q̂·r̂|  ≤  |q − q̂| · |r|  +  |q̂| · |r − r̂|
///
/// Rows whose upper bound is below the `limit`-th best lower bound cannot be among the best; the others, a few hundred of
/// ten thousands, are multiplied in single precision. The products have the bits that
/// ``DenseMatrix/innerProducts(with:count:into:)`` gives.
package struct BoundedSearch: Sendable {
    /// How many rows of a block share one lower bound.
    private static let block = 64

    /// What is searched.
    package let matrix: DenseMatrix
    private let bytes: QuantizedMatrix
    /// The length of each row.
    private let lengths: Buffer<Float>
    /// The length of what rounding took off each row.
    private let losses: Buffer<Float>

    /// A search in `matrix`; nil where it holds a number that is not finite.
    /// - Complexity: O(rows · columns); a quarter of the matrix's memory.
    package init?(_ matrix: DenseMatrix) {
        var (lengths, losses): ([Float], [Float]) = ([], [])
        for row in 0..<matrix.rowCount {
            let length = matrix.norm(ofRow: row)
            guard length.isFinite else { return nil }
            lengths.append(length)
        }
        bytes = QuantizedMatrix(matrix)
        for row in 0..<matrix.rowCount {
            let rounded = UnsafeBufferPointer(
                rebasing: bytes.values.pointer[row * bytes.stride..<(row + 1) * bytes.stride])
            losses.append(Self.loss(of: matrix.row(row), rounded, scale: bytes.scales.pointer[row], matrix.columnCount))
        }
        (self.matrix, self.lengths, self.losses) = (matrix, Buffer(lengths), Buffer(losses))
    }

    /// What ``largest(with:limit:)`` found.
    package struct Found {
        /// The best rows, in no order.
        package let rows: [UInt32]
        /// Their products.
        package let products: [Float]
        /// Whether some row's product is surely below that of the last of them.
        package let hasLower: Bool

        /// The best rows, the best first, ties by the lower index.
        package var ranking: [Ranked] {
            zip(rows, products).map { Ranked(index: Int($0), score: $1) }.sorted { $0.precedes($1) }
        }
    }

    /// The `limit` rows with the largest inner products with `query`, `[stride]` padded with zeros; nil where there are too
    /// few rows for the bounds to pay, or the query is not finite.
    /// - Complexity: O(rows · columns) at a byte a number.
    package func largest(with query: UnsafeBufferPointer<Float>, limit: Int) -> Found? {
        precondition(query.count == matrix.stride, "\(query.count) numbers are not a row of \(matrix.stride).")
        let count = matrix.rowCount
        guard limit > 0, count >= 2 * limit * Self.block else { return nil }
        return withUnsafeTemporaryAllocation(of: Float.self, capacity: count + count / Self.block) { room in
            let upper = UnsafeMutableBufferPointer(rebasing: room[..<count])
            let lower = UnsafeMutableBufferPointer(rebasing: room[count..<count + count / Self.block])
            guard bound(query, upper, lower), let worst = topK(UnsafeBufferPointer(lower), limit: limit).last?.score
            else { return nil }
            let near = rows(in: upper, from: worst)
            let exact = products(with: query, of: near)
            let ranking = exact.withUnsafeBufferPointer { topK($0, limit: limit) }
                .map { Ranked(index: Int(near[$0.index]), score: $0.score) }
            guard let last = ranking.last?.score else { return nil }
            return Found(
                rows: ranking.map { UInt32($0.index) }, products: ranking.map(\.score),
                hasLower: upper.contains { $0 < last })
        }
    }

    /// The inner products of `query` with `rows`.
    package func products(with query: UnsafeBufferPointer<Float>, of rows: [UInt32]) -> [Float] {
        matrix.innerProducts(with: query, ofRows: rows)
    }

    /// Writes an upper bound of each row's product, and of each whole block of rows the largest lower bound; false where the
    /// query is not finite.
    private func bound(
        _ query: UnsafeBufferPointer<Float>, _ upper: UnsafeMutableBufferPointer<Float>,
        _ lower: UnsafeMutableBufferPointer<Float>
    ) -> Bool {
        let (rounded, scale) = QuantizedMatrix.rounded(query, columns: matrix.columnCount)
        let length = rounded.withUnsafeBufferPointer { Self.length(of: $0, scale: scale) }
        let loss = rounded.withUnsafeBufferPointer { Self.loss(of: query, $0, scale: scale, matrix.columnCount) }
        guard length.isFinite, loss.isFinite, let values = bytes.values.pointer.baseAddress,
            let scales = bytes.scales.pointer.baseAddress, let lengths = lengths.pointer.baseAddress,
            let losses = losses.pointer.baseAddress, let upper = upper.baseAddress, let lower = lower.baseAddress
        else { return false }
        // What single precision may lose in a product, in the bound and in the lengths themselves.
        let slack = Float(matrix.columnCount + 32) * .ulpOfOne
        ck_int8_product_bounds(
            rounded, values, matrix.rowCount, bytes.stride, scale, scales, lengths, losses,
            loss * (1 + slack) + slack * (length + loss), length * (1 + slack), upper, lower)
        return true
    }

    /// The rows whose upper bound is `worst` or more, ascending.
    private func rows(in upper: UnsafeMutableBufferPointer<Float>, from worst: Float) -> [UInt32] {
        guard let start = upper.baseAddress else { return [] }
        var (rows, row): ([UInt32], Int) = ([], 0)
        rows.reserveCapacity(1024)
        while row < upper.count {
            row = ck_first_above(start, row, upper.count, worst.nextDown)
            if row < upper.count { rows.append(UInt32(row)) }
            row += 1
        }
        return rows
    }

    private static func length(of bytes: UnsafeBufferPointer<Int8>, scale: Float) -> Float {
        scale * Float(bytes.reduce(0) { $0 + Int($1) * Int($1) }).squareRoot()
    }

    private static func loss(
        of numbers: UnsafeBufferPointer<Float>, _ bytes: UnsafeBufferPointer<Int8>, scale: Float, _ count: Int
    ) -> Float {
        var sum: Float = 0
        for place in 0..<count {
            let off = numbers[place] - scale * Float(bytes[place])
            sum += off * off
        }
        return sum.squareRoot()
    }
}
