internal import CKernels

/// Finds the rows of a matrix with the largest inner products exactly, while most rows are read at half a byte a number,
/// or not at all.
///
/// With `q̂` and `r̂` what the bytes of a query (``QuantizedMatrix``) and of a row (``NibbleMatrix``) stand for, by Cauchy
/// and Schwarz
///
///     q·r  ≤  q̂·r̂  +  |q − q̂| · |r|  +  |q̂| · |r − r̂|          q·r  ≤  |q| · |r|
///
/// The rows stand from the longest on. Some of them are bounded; those with the highest bounds are multiplied in single
/// precision, and the `limit`-th best product so far is what a further row must reach; and so on, until the next row is too
/// short for it. A few hundred of ten thousands are multiplied. The products have the bits that
/// ``DenseMatrix/innerProducts(with:count:into:)`` gives.
///
/// *Source:* the order by length and the two kinds of bound are those of Li, Chan, Yiu and Mamoulis 2017, "FEXIPRO",
/// doi:10.1145/3035918.3064009. *Deviations:* four bits a number, and no rotation: on 50,000 rows of 64 dimensions the
/// first 16 of the rotated ones hold back half of the rows, four bits of all hold back 98 %.
///
/// A class because every request passes it from hand to hand: what does not change need not be copied.
package final class BoundedSearch: Sendable {
    /// What is searched.
    package let matrix: DenseMatrix
    /// The rows, the longest first, of equals by index.
    let order: Buffer<UInt32>
    /// The rows in that order.
    let nibbles: NibbleMatrix
    /// The length of the longest row of each block.
    private let lengths: Buffer<Float>

    /// A search in `matrix`; nil where it holds a number that is not finite.
    /// - Complexity: O(rows · (columns + log(rows))); an eighth of the matrix's memory, and 12 bytes a row.
    package init?(_ matrix: DenseMatrix, threads: Int = 1) {
        let norms = (0..<matrix.rowCount).map { matrix.norm(ofRow: $0) }
        guard norms.allSatisfy(\.isFinite) else { return nil }
        let order = (0..<UInt32(matrix.rowCount)).sorted { left, right in
            let (own, other) = (norms[Int(left)], norms[Int(right)])
            return own != other ? own > other : left < right
        }
        (self.matrix, self.order) = (matrix, Buffer(order))
        nibbles = NibbleMatrix(matrix, order: self.order, threads: threads)
        lengths = Buffer(stride(from: 0, to: order.count, by: NibbleMatrix.block).map { norms[Int(order[$0])] })
    }

    /// What ``largest(with:limit:most:where:)`` found.
    package struct Found {
        /// The best rows that are allowed, in no order.
        package let rows: [UInt32]
        /// Their products.
        package let products: [Float]
        /// The rows that are not allowed whose products reach the last of them, in no order.
        package let refused: [UInt32]
        /// Whether some row's product is surely below that of the last of them.
        package let hasLower: Bool

        /// The best rows, the best first, ties by the lower index.
        package var ranking: [Ranked] {
            zip(rows, products).map { Ranked(index: Int($0), score: $1) }.sorted { $0.precedes($1) }
        }
    }

    /// The `limit` rows with the largest inner products with `query`, `[stride]` padded with zeros, of equals those of lower
    /// index; nil where there are too few rows for the bounds to pay, or the query is not finite.
    /// - Complexity: O(rows · columns) at half a byte a number.
    package func largest(with query: UnsafeBufferPointer<Float>, limit: Int) -> Found? {
        largest(with: query, limit: limit, most: limit) { _ in true }
    }

    /// The same among the rows for which `isAllowed` holds, and with them those that share the last one's product, `most` in
    /// all, `limit` or more; nil also where fewer than `limit` are allowed.
    ///
    /// It asks about the rows that are multiplied and good enough so far, each once.
    package func largest(
        with query: UnsafeBufferPointer<Float>, limit: Int, most: Int, where isAllowed: (UInt32) -> Bool
    ) -> Found? {
        precondition(query.count == matrix.stride, "\(query.count) numbers are not a row of \(matrix.stride).")
        guard limit > 0, matrix.rowCount >= BoundedScan.rowsPerResult * limit,
            let bounded = BoundedQuery(query, columns: matrix.columnCount), let longest = lengths.pointer.first,
            (bounded.length * longest * 4).isFinite
        else { return nil }
        var scan = BoundedScan(matrix, order, query, limit: limit, largest: bounded.length * longest)
        scan.read(nibbles, lengths, bounded, where: isAllowed)
        return scan.found(most: most, where: isAllowed)
    }

    /// The inner products of `query` with `rows`.
    package func products(with query: UnsafeBufferPointer<Float>, of rows: [UInt32]) -> [Float] {
        matrix.innerProducts(with: query, ofRows: rows)
    }
}
