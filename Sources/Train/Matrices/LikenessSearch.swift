/// Finds the rows of a matrix that point most nearly the same way as one of them, exactly, while most are read at half a
/// byte a number.
///
///     cos(i, j) = y_i·y_j / (|y_i| |y_j|)
///
/// It reads the half-bytes of a search for inner products: what they stand for and what rounding took off are divided by the
/// rows' lengths, and the bounds of ``BoundedSearch`` hold for cosines. No row is too short to be read, so a search costs
/// what one among vectors of a single length does. Cosines have the bits of the formula in single precision.
package final class LikenessSearch: Sendable {
    /// The length of a row as the bounds take it: some more than 1, for what single precision loses in the division.
    private static let length: Float = 1.25
    /// Beyond any bound.
    private static let largest: Float = 4

    private let matrix: DenseMatrix
    /// The length of each row.
    private let norms: [Float]
    /// The row at each place.
    private let order: Buffer<UInt32>
    /// The rows, of length 1.
    private let nibbles: NibbleMatrix
    private let lengths: Buffer<Float>

    /// A search beside `search`, whose rows have the lengths `norms`.
    /// - Complexity: O(rows); 8 bytes a row.
    package convenience init(_ search: BoundedSearch, norms: [Float]) {
        self.init(search.matrix, search.order, search.nibbles, norms)
    }

    /// A search beside `search`, whose rows have the lengths `norms`; it reads all groups.
    /// - Complexity: O(rows); 8 bytes a row.
    package convenience init(_ search: ClusteredSearch, norms: [Float]) {
        self.init(search.matrix, search.groups.rows, search.nibbles, norms)
    }

    private init(_ matrix: DenseMatrix, _ order: Buffer<UInt32>, _ nibbles: NibbleMatrix, _ norms: [Float]) {
        precondition(norms.count == matrix.rowCount, "\(norms.count) lengths are not of \(matrix.rowCount) rows.")
        (self.matrix, self.order, self.norms) = (matrix, order, norms)
        self.nibbles = nibbles.divided { place in place < order.count ? norms[Int(order[place])] : 0 }
        lengths = Buffer([Float](repeating: Self.length, count: nibbles.blockCount))
    }

    /// The up to `limit` other rows with the largest cosines above 0 with `row`, the best first, of equals the lower row;
    /// nil where there are too few rows for the bounds to pay.
    /// - Complexity: O(rows · columns) at half a byte a number.
    package func nearest(to row: Int, limit: Int) -> [Ranked]? {
        guard limit > 0, matrix.rowCount >= BoundedScan.rowsPerResult * (limit + 1), norms[row].isFinite
        else { return nil }
        guard norms[row] > 0 else { return [] }
        let direction = matrix.row(row).map { $0 / norms[row] }
        return direction.withUnsafeBufferPointer { direction -> [Ranked]? in
            guard let bounded = BoundedQuery(direction, columns: matrix.columnCount) else { return nil }
            var scan = BoundedScan(
                matrix, order, matrix.row(row), limit: limit, largest: Self.largest, norms: (norms[row], norms))
            let isOther = { (other: UInt32) in Int(other) != row }
            scan.read(nibbles, lengths, bounded, from: 0, where: isOther)
            return scan.best(above: 0, where: isOther)
        }
    }
}

extension NibbleMatrix {
    /// The same rows, each divided by its `length`; rows of no length are zeros. Shares the memory of the numbers.
    fileprivate func divided(by length: (Int) -> Float) -> NibbleMatrix {
        func divided(_ values: Buffer<Float>) -> Buffer<Float> {
            Buffer(
                values.pointer.enumerated().map { place, value in
                    let length = length(place)
                    return length > 0 ? value / length : 0
                })
        }
        return NibbleMatrix(width: width, bytes: bytes, scales: divided(scales), losses: divided(losses))
    }
}
