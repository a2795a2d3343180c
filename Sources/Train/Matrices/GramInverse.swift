/// The inverse of `XᵀX + diag(ridges)` of a sparse `X`, handed over by groups of columns.
package enum GramInverse {
    /// How it is found.
    package enum Solver: Hashable, Sendable {
        /// By Cholesky's factor of the whole matrix, to the last digits; see ``denseByteCount(columns:)``.
        case dense
        /// By conjugate gradients, each column until its residual is `tolerance` times the right side.
        case iterative(tolerance: Double)
    }

    /// Columns in a group.
    package static let width = 32

    /// How many bytes ``Solver/dense`` takes beside the result: 2 · columns² and a little.
    package static func denseByteCount(columns: Int) -> Int {
        let tileRow = (columns + SymmetricTiles.width) * SymmetricTiles.width * MemoryLayout<Float>.size
        return SymmetricTiles.byteCount(size: columns) + 3 * tileRow
    }

    /// Calls `body` with each group of columns of the inverse for `matrix`, `[rows × columns]`, and a ridge above 0 a column:
    /// `[columns × width]`, in memory it may write to, on one of the threads. Values of `matrix` are above 0.
    ///
    /// - Complexity: dense O(columns³); iterative O(steps · entries · columns).
    /// - Throws: ``InversionFailure``.
    package static func forEachGroup(
        of matrix: CSRMatrix, ridges: [Double], solver: Solver, threads: Int,
        body: @Sendable (Range<Int>, MutableDenseMatrix) -> Void
    ) throws(InversionFailure) {
        precondition(ridges.count == matrix.columnCount, "\(ridges.count) ridges are not one a column.")
        switch solver {
        case .dense:
            let tiles = SymmetricTiles(gramOf: matrix, ridges: ridges, threads: threads)
            try tiles.invert(threads: threads)
            tiles.forEachGroup(width: width, threads: threads, body: body)
        case .iterative(let tolerance):
            let columns = InverseColumns(of: matrix, ridges: ridges, tolerance: tolerance)
            try columns.forEachGroup(threads: threads, body: body)
        }
        guard !Task.isCancelled else { throw .cancelled }
    }
}
