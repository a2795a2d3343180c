internal import CKernels

/// The upper half of a large symmetric matrix, by square tiles that lie in one piece each, so that a product of two of
/// them runs from the cache.
///
/// A class because threads write to tiles of their own in place; `@unchecked Sendable` rests on their giving each tile to
/// one of them.
final class SymmetricTiles: @unchecked Sendable {
    /// Rows and columns of a tile: a multiple of the kernel's 6 rows and 16 columns; three tiles take 108 KiB.
    static let width = 96
    /// Numbers in a tile.
    static let area = width * width

    /// Rows and columns of the matrix, the last tile's padding left out.
    let size: Int
    /// Rows and columns in tiles.
    let tileCount: Int
    private let values: UnsafeMutableBufferPointer<Float>

    /// A matrix of zeros.
    init(size: Int) {
        self.size = size
        tileCount = (size + Self.width - 1) / Self.width
        values = .allocate(capacity: tileCount * (tileCount + 1) / 2 * Self.area + 16)
        values.initialize(repeating: 0)
    }

    deinit { values.deallocate() }

    /// How many bytes a matrix of `size` rows takes.
    static func byteCount(size: Int) -> Int {
        let tileCount = (size + width - 1) / width
        return tileCount * (tileCount + 1) / 2 * area * MemoryLayout<Float>.size
    }

    /// Tile `(row, column)`, `row ≤ column`; those of one row follow each other.
    func tile(_ row: Int, _ column: Int) -> UnsafeMutablePointer<Float> {
        guard let start = values.baseAddress else { preconditionFailure("A matrix always has memory.") }
        return start + (row * tileCount - row * (row - 1) / 2 + column - row) * Self.area
    }
}

extension SymmetricTiles {
    /// `XᵀX + diag(ridges)`; the padding has a diagonal of 1.
    /// - Complexity: O(Σ_rows entries² + size²).
    convenience init(gramOf matrix: CSRMatrix, ridges: [Double], threads: Int) {
        self.init(size: matrix.columnCount)
        let turned = matrix.transposed()
        parallel(count: tileCount, chunk: 1, threads: threads) {
            SparseAccumulator(count: size)
        } body: { accumulator, tileRows in
            for tileRow in tileRows { fill(tileRow, with: matrix, turned, ridges, accumulator) }
        }
    }

    private func fill(
        _ tileRow: Int, with matrix: CSRMatrix, _ turned: CSRMatrix, _ ridges: [Double],
        _ accumulator: SparseAccumulator
    ) {
        let width = Self.width
        let first = tileRow * width
        for row in first..<first + width {
            let place = row - first
            guard row < size else {
                tile(tileRow, tileRow)[place * width + place] = 1
                continue
            }
            accumulator.add(row: row, of: turned, times: matrix)
            accumulator.drain { column, sum in
                guard column >= first else { return }
                tile(tileRow, column / width)[place * width + column % width] = sum
            }
            tile(tileRow, tileRow)[place * width + place] += Float(ridges[row])
        }
    }
}

extension SymmetricTiles {
    /// Hands over all columns in groups of `width`, a divisor of a tile's: each group as `[size × width]`, in memory that the
    /// receiver may write to, on one of the threads.
    /// - Complexity: O(size²).
    func forEachGroup(width: Int, threads: Int, body: @Sendable (Range<Int>, MutableDenseMatrix) -> Void) {
        precondition(Self.width % width == 0, "Groups of \(width) columns cross the tiles of \(Self.width).")
        parallel(count: size, chunk: width, threads: threads) {
            MutableDenseMatrix(rowCount: size, columnCount: width)
        } body: { group, columns in
            copy(columns, into: group)
            body(columns, group)
        }
    }

    private func copy(_ columns: Range<Int>, into group: MutableDenseMatrix) {
        let (home, shift) = (columns.lowerBound / Self.width, columns.lowerBound % Self.width)
        for row in 0..<size {
            let (away, place) = (row / Self.width, row % Self.width)
            let numbers = group.row(row)
            if away < home {
                numbers.update(from: tile(away, home) + place * Self.width + shift, count: columns.count)
            } else {
                let from = tile(home, away) + shift * Self.width + place
                for column in 0..<columns.count { numbers[column] = from[column * Self.width] }
            }
        }
    }
}
