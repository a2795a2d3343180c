internal import CKernels

/// `scale · YᵀY` of a matrix `Y`: what all its rows together say in the normal equations of least squares.
package struct GramMatrix: Sendable {
    /// How many partial sums there are at most: each takes as much memory as the result.
    private static let mostPieces = 32

    /// The extent without padding.
    package let size: Int
    /// The extent with padding, a multiple of 16.
    package let stride: Int
    /// The symmetric matrix, `[stride × stride]`; zero in the padding.
    package let values: Buffer<Float>
    /// The same by panels of 16 columns, as the product kernel reads it.
    let panels: Buffer<Float>

    /// The Gram matrix of `matrix` as it stands, times `scale`.
    ///
    /// Summed in single precision within pieces of 1,024 rows, or as many as 32 pieces need, and in double precision
    /// over them, in their order.
    /// - Complexity: O(rows · columns²).
    package init(of matrix: MutableDenseMatrix, scale: Float, threads: Int) {
        self.init(
            rows: matrix.start, rowCount: matrix.rowCount, size: matrix.columnCount, scale: scale, threads: threads)
    }

    /// The Gram matrix of `matrix`, times `scale`.
    /// - Complexity: O(rows · columns²).
    package init(of matrix: DenseMatrix, scale: Float, threads: Int) {
        guard let rows = matrix.values.pointer.baseAddress else { preconditionFailure("A buffer always has memory.") }
        self.init(rows: rows, rowCount: matrix.rowCount, size: matrix.columnCount, scale: scale, threads: threads)
    }

    private init(rows: UnsafePointer<Float>, rowCount: Int, size: Int, scale: Float, threads: Int) {
        let stride = DenseMatrix.stride(columns: size)
        let (extent, chunk) = (stride * stride, max(1024, (rowCount + Self.mostPieces - 1) / Self.mostPieces))
        let pieces = MutableDenseMatrix(rowCount: (rowCount + chunk - 1) / chunk, columnCount: extent)
        nonisolated(unsafe) let rows = rows
        parallel(count: rowCount, chunk: chunk, threads: threads) { range in
            ck_add_gram(
                rows + range.lowerBound * stride, range.count, stride, pieces.row(range.lowerBound / chunk))
        }
        let values = Buffer<Float>(count: extent) { target in
            for row in 0..<stride {
                for column in row..<stride {
                    var sum = 0.0
                    for piece in 0..<pieces.rowCount { sum += Double(pieces.row(piece)[row * stride + column]) }
                    target[row * stride + column] = Float(sum * Double(scale))
                    target[column * stride + row] = target[row * stride + column]
                }
            }
        }
        self.panels = Buffer(count: extent) { target in
            guard let from = values.pointer.baseAddress, let to = target.baseAddress else { return }
            ck_pack_panels(from, stride, to)
        }
        (self.size, self.stride, self.values) = (size, stride, values)
    }
}
