/// The largest singular values of a sparse matrix and their right singular vectors, by random projection.
///
/// A random block `Ω`, `[columns × l]` with `l` a few more than asked for, is multiplied by `AᵀA` and made orthonormal
/// again `passes` times; within what it then spans, `AᵀA` is diagonalised exactly. The error shrinks with every pass by
/// the square of the ratio of the first singular value left out to the last one kept.
/// *Source:* Halko, Martinsson and Tropp, 2011, doi:10.1137/090771806, algorithms 4.4 and 5.1.
package struct TruncatedSVD: Sendable {
    /// The singular values, descending; 0 beyond the rank of the matrix.
    package let values: [Double]
    /// The right singular vectors, `[columns × count]`, a column each; 0 beyond the rank.
    package let vectors: DenseMatrix

    /// The `count` largest of `matrix`, with all randomness from `seed`; the same bits on any number of threads.
    /// - Complexity: O(passes · (entries · l + columns · l²) + l³) with `l = count + 16`.
    package init(of matrix: CSRMatrix, count: Int, passes: Int = 8, seed: UInt64, threads: Int) {
        let turned = matrix.transposed()
        let width = max(1, min(count + 16, matrix.columnCount, matrix.rowCount))
        let basis = MutableDenseMatrix(rowCount: matrix.columnCount, columnCount: width)
        Self.fill(basis, seed: seed, threads: threads)
        let image = MutableDenseMatrix(rowCount: matrix.rowCount, columnCount: width)
        for _ in 0..<passes {
            matrix.multiply(basis, into: image, threads: threads)
            turned.multiply(image, into: basis, threads: threads)
            basis.orthonormalizeColumns(threads: threads)
        }
        matrix.multiply(basis, into: image, threads: threads)
        let gram = GramMatrix(of: image, scale: 1, threads: threads)
        let solved = SymmetricEigenvectors(
            (0..<width).map { row in (0..<width).map { Double(gram.values[row * gram.stride + $0]) } })
        // Single precision carries the squares of singular values to about 1e-6 of the largest.
        let least = 2e-6 * (solved.values.first ?? 0)
        let kept = solved.values.prefix(count).prefix { $0 > least }.count
        basis.multiplyInPlace(
            by: Self.turn(solved.vectors.prefix(kept), size: width, stride: basis.stride), threads: threads)
        values = (0..<count).map { $0 < kept ? solved.values[$0].squareRoot() : 0 }
        vectors = Self.resized(basis, columnCount: count)
    }

    /// Normal numbers, each row from a stream of its own.
    private static func fill(_ matrix: MutableDenseMatrix, seed: UInt64, threads: Int) {
        parallel(count: matrix.rowCount, chunk: 256, threads: threads) { rows in
            for row in rows {
                var random = SeededRandom(seed: seed, stream: UInt64(row))
                let numbers = matrix.row(row)
                for column in 0..<matrix.columnCount { numbers[column] = Float(random.normal()) }
            }
        }
    }

    /// The eigenvectors as the columns of a square matrix, `[stride × stride]`.
    private static func turn(_ vectors: ArraySlice<[Double]>, size: Int, stride: Int) -> [Float] {
        var square = [Float](repeating: 0, count: stride * stride)
        for (column, vector) in vectors.enumerated() {
            for row in 0..<size { square[row * stride + column] = Float(vector[row]) }
        }
        return square
    }

    /// The first `columnCount` columns, with columns of 0 where there are fewer.
    private static func resized(_ matrix: MutableDenseMatrix, columnCount: Int) -> DenseMatrix {
        let resized = MutableDenseMatrix(rowCount: matrix.rowCount, columnCount: columnCount)
        for row in 0..<matrix.rowCount {
            resized.row(row).update(from: matrix.row(row), count: min(columnCount, matrix.columnCount))
        }
        return resized.frozen()
    }
}
