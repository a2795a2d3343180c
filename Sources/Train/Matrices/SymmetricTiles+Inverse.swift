internal import CKernels

/// Why a matrix has no inverse here.
package enum InversionFailure: Error {
    /// The task was cancelled.
    case cancelled
    /// A pivot is not above 0 in single precision.
    case notPositiveDefinite
}

extension SymmetricTiles {
    /// Replaces a positive definite matrix by its inverse, in place: `A = UᵀU`, `W = U⁻ᵀ`, `A⁻¹ = WᵀW`.
    ///
    /// Each tile is a sum of products `aᵀb` of two others in one order, so the bits do not depend on the threads.
    /// - Complexity: O(size³): size³ multiplications and additions in all; two rows of tiles beside the matrix.
    /// - Throws: ``InversionFailure``.
    func invert(threads: Int) throws(InversionFailure) {
        let inverses = try factor(threads: threads)
        try invertFactor(inverses, threads: threads)
        try multiplyByTransposed(threads: threads)
    }

    /// `U` in place of all tiles above the diagonal, `U_kk⁻ᵀ` on it; hands back the tiles `U_kk⁻¹`.
    private func factor(threads: Int) throws(InversionFailure) -> TileRow {
        let inverses = TileRow(count: tileCount)
        for row in 0..<tileCount {
            guard !Task.isCancelled else { throw .cancelled }
            parallel(count: tileCount - row, chunk: 1, threads: threads) { places in
                for column in places.lowerBound + row..<places.upperBound + row {
                    for inner in 0..<row {
                        ck_add_product(
                            tile(inner, row), tile(inner, column), Self.width, -1, tile(row, column))
                    }
                }
            }
            guard invertTriangle(of: tile(row, row), into: inverses[row]) else { throw .notPositiveDefinite }
            parallel(count: tileCount - row - 1, chunk: 1, threads: threads) {
                TileRow(count: 1)
            } body: { spare, places in
                for column in places.lowerBound + row + 1..<places.upperBound + row + 1 {
                    spare[0].update(from: tile(row, column), count: Self.area)
                    tile(row, column).update(repeating: 0, count: Self.area)
                    ck_add_product(inverses[row], spare[0], Self.width, 1, tile(row, column))
                }
            }
        }
        return inverses
    }

    /// `W = U⁻ᵀ`, its tile `(k, i)` in the place of `U_ik`:
    ///
    ///     W_ki = -U_kk⁻ᵀ Σ_{m = i..<k} U_mkᵀ W_mi
    private func invertFactor(_ inverses: TileRow, threads: Int) throws(InversionFailure) {
        let column = TileRow(count: tileCount)
        for last in 0..<tileCount {
            guard !Task.isCancelled else { throw .cancelled }
            for row in 0..<last { column[row].update(from: tile(row, last), count: Self.area) }
            parallel(count: last, chunk: 1, threads: threads) {
                TileRow(count: 1)
            } body: { sum, rows in
                for row in rows {
                    sum[0].update(repeating: 0, count: Self.area)
                    for inner in row..<last {
                        ck_add_product(column[inner], tile(row, inner), Self.width, -1, sum[0])
                    }
                    tile(row, last).update(repeating: 0, count: Self.area)
                    ck_add_product(inverses[last], sum[0], Self.width, 1, tile(row, last))
                }
            }
        }
    }

    /// `WᵀW`, row of tiles by row of tiles: `P_ij = Σ_{k ≥ j} W_kiᵀ W_kj`.
    private func multiplyByTransposed(threads: Int) throws(InversionFailure) {
        let current = TileRow(count: tileCount)
        for row in 0..<tileCount {
            guard !Task.isCancelled else { throw .cancelled }
            for inner in row..<tileCount { current[inner].update(from: tile(row, inner), count: Self.area) }
            parallel(count: tileCount - row, chunk: 1, threads: threads) { places in
                for column in places.lowerBound + row..<places.upperBound + row {
                    tile(row, column).update(repeating: 0, count: Self.area)
                    for inner in column..<tileCount {
                        let other = column == row ? current[inner] : tile(column, inner)
                        ck_add_product(current[inner], other, Self.width, 1, tile(row, column))
                    }
                }
            }
        }
    }

    /// Factors the tile `matrix` as `UᵀU`, writes `U⁻¹` into `inverse` and its transpose over `matrix`; false where there
    /// is none.
    private func invertTriangle(of matrix: UnsafeMutablePointer<Float>, into inverse: UnsafeMutablePointer<Float>)
        -> Bool
    {
        let width = Self.width
        var pivots = [Float](repeating: 1, count: width)
        guard ck_cholesky_factor(matrix, &pivots, width, width) == width else { return false }
        for column in 0..<width {
            inverse[column * width + column] = 1 / pivots[column]
            for row in (0..<column).reversed() {
                var sum = 0.0
                for inner in row + 1...column {
                    sum += Double(matrix[row * width + inner]) * Double(inverse[inner * width + column])
                }
                inverse[row * width + column] = Float(-sum / Double(pivots[row]))
            }
        }
        for row in 0..<width {
            for column in 0..<width { matrix[row * width + column] = inverse[column * width + row] }
        }
        return true
    }

    /// Tiles side by side, zero at first. A class because it owns their memory; each is written by one thread at a time.
    final class TileRow: @unchecked Sendable {
        private let values: UnsafeMutableBufferPointer<Float>

        init(count: Int) {
            values = .allocate(capacity: count * SymmetricTiles.area + 16)
            values.initialize(repeating: 0)
        }

        deinit { values.deallocate() }

        subscript(index: Int) -> UnsafeMutablePointer<Float> {
            guard let start = values.baseAddress else { preconditionFailure("A row of tiles always has memory.") }
            return start + index * SymmetricTiles.area
        }
    }
}
