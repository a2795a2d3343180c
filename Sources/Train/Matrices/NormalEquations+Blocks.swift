internal import CKernels

extension NormalEquations {
    /// Moves the rows of `solutions` towards the solution, `blockWidth` columns at a time, each block exactly while the
    /// other columns stand still, one pass over all blocks.
    ///
    /// With the residuals `e_j = √w_j · (1 - x·y_j)` of a row's entries kept up to date, block `B` moves by the `δ` of
    ///
    ///     (G_BB + Σ_j w_j · y_jB y_jBᵀ + ridge · I) · δ  =  Σ_j √w_j · e_j · y_jB  -  (x·G)_B  -  ridge · x_B
    ///
    /// A block whose system is indefinite by rounding stays where it is. `blockWidth` is a multiple of 16; one that
    /// covers all columns gives the exact solution.
    ///
    /// *Source:* Rendle, Krichene, Zhang and Koren, "iALS++: Speeding up Matrix Factorization with Subspace
    /// Optimization", 2021, arXiv:2110.14044. *Deviations:* a piece of rows passes over all blocks before the next begins
    /// (in the paper all rows pass over a block first); rows do not depend on each other, so the numbers are the same.
    /// - Complexity: O(rows · columns · (columns + blockWidth²) + entries · columns · blockWidth).
    package func improve(_ solutions: MutableDenseMatrix, blockWidth: Int, threads: Int) {
        precondition(blockWidth > 0 && blockWidth % 16 == 0, "A block of \(blockWidth) columns is no multiple of 16.")
        let most = pieces.map { weights.entryCount(of: $0) }.max() ?? 0
        parallel(pieces: pieces, threads: threads) {
            BlockScratch(columnCount: stride, blockWidth: min(blockWidth, stride), entryCount: most)
        } body: { scratch, rows in
            improve(rows, of: solutions, scratch: scratch)
        }
    }

    private func improve(_ rows: Range<Int>, of solutions: MutableDenseMatrix, scratch: BlockScratch) {
        guard let columns = weights.columns.pointer.baseAddress, let values = weights.values.pointer.baseAddress
        else { return }
        let start = weights.entries(ofRow: rows.lowerBound).lowerBound
        for row in rows {
            let entries = weights.entries(ofRow: row)
            let residuals = scratch.residuals + entries.lowerBound - start
            let roots = scratch.roots + entries.lowerBound - start
            ck_gathered_inner_products(
                solutions.row(row), factors.start, columns + entries.lowerBound, entries.count, stride, residuals)
            for entry in 0..<entries.count {
                roots[entry] = values[entries.lowerBound + entry].squareRoot()
                residuals[entry] = roots[entry] * (1 - residuals[entry])
            }
        }
        for first in Swift.stride(from: 0, to: stride, by: scratch.blockWidth) {
            let block = first..<min(first + scratch.blockWidth, stride)
            multiply(solutions.row(rows.lowerBound), rows, block, into: scratch.products)
            for row in rows {
                move(row, offset: row - rows.lowerBound, start: start, block, of: solutions, scratch: scratch)
            }
        }
    }

    /// `out = -(vectors · G + ridge · vectors)` in the columns of `block`.
    private func multiply(
        _ vectors: UnsafePointer<Float>, _ rows: Range<Int>, _ block: Range<Int>,
        into out: UnsafeMutablePointer<Float>
    ) {
        ridges.withUnsafeBufferPointer { ridges in
            guard let ridge = ridges.baseAddress, let panels = gram.panels.pointer.baseAddress else { return }
            ck_multiply_panel_range(
                vectors, ridge + rows.lowerBound, rows.count, stride, panels, -1, block.lowerBound, block.upperBound,
                out)
        }
    }

    /// Solves for one block of one row and brings the residuals of its entries up to date.
    private func move(
        _ row: Int, offset: Int, start: Int, _ block: Range<Int>, of solutions: MutableDenseMatrix,
        scratch: BlockScratch
    ) {
        guard let columns = weights.columns.pointer.baseAddress, let gramStart = gram.values.pointer.baseAddress
        else { return }
        let entries = weights.entries(ofRow: row)
        let (width, first, count) = (block.count, block.lowerBound, entries.count)
        let residuals = scratch.residuals + entries.lowerBound - start
        let step = scratch.products + offset * stride + first
        ck_gather_columns(
            factors.start, columns + entries.lowerBound, scratch.roots + entries.lowerBound - start, residuals, count,
            stride, first, width, scratch.gathered, step)
        for line in 0..<width {
            (scratch.matrix + line * width).update(from: gramStart + (first + line) * stride + first, count: width)
            scratch.matrix[line * width + line] += ridges[row]
        }
        ck_add_gram(scratch.gathered, count, width, scratch.matrix)
        guard ck_cholesky_factor(scratch.matrix, scratch.diagonal, width, width) == width else { return }
        ck_cholesky_solve(scratch.matrix, scratch.diagonal, width, width, step)
        ck_add_scaled(solutions.row(row) + first, 1, step, width)
        ck_subtract_products(scratch.gathered, count, width, step, residuals)
    }
}

/// What one thread needs to solve a piece of rows block by block.
///
/// A class because it owns memory that its thread alone writes to.
private final class BlockScratch {
    let blockWidth: Int
    private let memory: MutableDenseMatrix
    /// `[rows × columns]`: the right sides, then the steps.
    let products: UnsafeMutablePointer<Float>
    /// `[blockWidth × blockWidth]` and its pivots.
    let matrix, diagonal: UnsafeMutablePointer<Float>
    /// One number an entry of the piece.
    let residuals, roots: UnsafeMutablePointer<Float>
    /// `[entries × blockWidth]`.
    let gathered: UnsafeMutablePointer<Float>

    init(columnCount: Int, blockWidth: Int, entryCount: Int) {
        self.blockWidth = blockWidth
        let padded = DenseMatrix.stride(columns: entryCount)
        let sizes = [
            NormalEquations.blockSize * columnCount, blockWidth * blockWidth, blockWidth, padded, padded,
            padded * blockWidth,
        ]
        memory = MutableDenseMatrix(rowCount: 1, columnCount: sizes.reduce(0, +))
        var next = memory.start
        func take(_ count: Int) -> UnsafeMutablePointer<Float> {
            defer { next += count }
            return next
        }
        (products, matrix, diagonal) = (take(sizes[0]), take(sizes[1]), take(sizes[2]))
        (residuals, roots, gathered) = (take(sizes[3]), take(sizes[4]), take(sizes[5]))
    }
}

extension CSRMatrix {
    /// How many entries the rows of `rows` have.
    fileprivate func entryCount(of rows: Range<Int>) -> Int { Int(offsets[rows.upperBound] - offsets[rows.lowerBound]) }
}
