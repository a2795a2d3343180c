internal import CKernels

/// The regularised least-squares problems whose unknowns are the rows of one matrix while another, `Y`, stands still.
///
/// Row `r` of the solution is the `x` that solves
///
///     (G + Σ_j w_rj · y_j y_jᵀ + ridge_r · I) · x = Σ_j w_rj · y_j
///
/// with `G` the scaled Gram matrix of `Y` and the sums over the entries of row `r` of `weights`.
package struct NormalEquations: Sendable {
    /// How many rows are solved together, so that their products with `G` are one matrix product.
    static let blockSize = 48

    /// How many entries the rows solved together may have, unless a single row has more.
    private static let pieceEntries = 8192

    let gram: GramMatrix
    let factors: MutableDenseMatrix
    let weights: CSRMatrix
    let ridges: [Float]
    /// The rows in runs that are solved together, split by cost.
    let pieces: [Range<Int>]
    var stride: Int { gram.stride }

    /// The problems with `Y` = `factors`, which must not change while they are solved.
    ///
    /// `gram` is `G`; `weights` is `[solutions × rows of Y]`, its values above 0; `ridges` has one number a solution.
    package init(gram: GramMatrix, factors: MutableDenseMatrix, weights: CSRMatrix, ridges: [Float]) {
        precondition(
            weights.columnCount == factors.rowCount && ridges.count == weights.rowCount,
            "\(weights.rowCount) × \(weights.columnCount) weights do not fit \(factors.rowCount) rows.")
        (self.gram, self.factors, self.weights, self.ridges) = (gram, factors, weights, ridges)
        pieces = weights.pieces(rows: Self.blockSize, entries: Self.pieceEntries)
    }

    /// Moves the rows of `solutions` towards the solution by `steps` steps of conjugate gradients from where they are.
    ///
    /// Stops early, a block of rows at a time, where every row is known to be within `tolerance` of its solution,
    /// relative to its length: `|residual| ≤ tolerance · ridge · |x|` bounds the error, since no eigenvalue of the system
    /// is below the ridge.
    ///
    /// *Source:* Hestenes and Stiefel, 1952; for this problem Takács, Pilászy and Tikk, "Applications of the conjugate
    /// gradient method for implicit feedback collaborative filtering", 2011, doi:10.1145/2043932.2043987.
    /// - Complexity: O(steps · (rows · columns² + entries · columns)).
    package func improve(_ solutions: MutableDenseMatrix, steps: Int, tolerance: Float = 0, threads: Int) {
        parallel(pieces: pieces, threads: threads) {
            MutableDenseMatrix(rowCount: 3 * Self.blockSize, columnCount: gram.size)
        } body: { scratch, rows in
            improve(rows, of: solutions, steps: steps, tolerance: tolerance, scratch: scratch)
        }
    }

    private func improve(
        _ rows: Range<Int>, of solutions: MutableDenseMatrix, steps: Int, tolerance: Float, scratch: MutableDenseMatrix
    ) {
        let first = rows.lowerBound
        let residuals = scratch.row(0)
        let directions = scratch.row(Self.blockSize)
        let products = scratch.row(2 * Self.blockSize)
        var squared = [Float](repeating: 0, count: rows.count)
        multiply(solutions.row(first), rows, sign: -1, into: residuals)
        for row in rows {
            let offset = (row - first) * stride
            addObserved(row, vector: solutions.row(row), bias: 1, slope: -1, to: residuals + offset)
            squared[row - first] = ck_conjugate_start(residuals + offset, directions + offset, stride)
        }
        for _ in 0..<steps where !isSolved(rows, of: solutions, squared: squared, tolerance: tolerance) {
            multiply(directions, rows, sign: 1, into: products)
            for row in rows {
                let offset = (row - first) * stride
                addObserved(row, vector: directions + offset, bias: 0, slope: 1, to: products + offset)
                squared[row - first] = ck_conjugate_step(
                    solutions.row(row), residuals + offset, directions + offset, products + offset,
                    squared[row - first], stride)
            }
        }
    }

    private func isSolved(
        _ rows: Range<Int>, of solutions: MutableDenseMatrix, squared: [Float], tolerance: Float
    ) -> Bool {
        guard tolerance > 0 else { return false }
        return rows.allSatisfy { row in
            let length = ck_inner_product(solutions.row(row), solutions.row(row), stride)
            let allowed = tolerance * ridges[row]
            return squared[row - rows.lowerBound] <= allowed * allowed * length
        }
    }

    /// `out = sign · (vectors · G + ridge · vectors)`.
    private func multiply(
        _ vectors: UnsafePointer<Float>, _ rows: Range<Int>, sign: Float, into out: UnsafeMutablePointer<Float>
    ) {
        ridges.withUnsafeBufferPointer { ridges in
            guard let ridge = ridges.baseAddress, let panels = gram.panels.pointer.baseAddress else { return }
            ck_multiply_panels(vectors, ridge + rows.lowerBound, rows.count, stride, panels, sign, out)
        }
    }

    private func addObserved(
        _ row: Int, vector: UnsafePointer<Float>, bias: Float, slope: Float, to out: UnsafeMutablePointer<Float>
    ) {
        let entries = weights.entries(ofRow: row)
        guard let columns = weights.columns.pointer.baseAddress, let values = weights.values.pointer.baseAddress
        else { return }
        ck_gathered_normal(
            vector, factors.start, columns + entries.lowerBound, values + entries.lowerBound, entries.count, stride,
            bias,
            slope, out)
    }

    /// Sets the rows of `solutions` to the solution, by Cholesky factors.
    ///
    /// - Complexity: O(rows · columns³ + entries · columns²).
    package func solve(_ solutions: MutableDenseMatrix, threads: Int) {
        parallel(pieces: pieces, threads: threads) {
        } body: { _, rows in
            for row in rows {
                let entries = weights.entries(ofRow: row)
                let system = RowSystem(
                    gram: gram, factors: factors.start, indices: weights.columns.pointer[entries],
                    weights: weights.values.pointer[entries], ridge: ridges[row])
                solutions.row(row).update(from: system.solution(), count: stride)
            }
        }
    }
}
