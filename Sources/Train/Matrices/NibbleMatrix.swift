internal import CKernels

/// A dense matrix with four bits a number, whose rows stand in blocks of 16 for ``BoundedSearch``.
///
///     x_rc ≈ scale_r · (n_rc - 7.5),   n_rc in 0...15
///
/// Of a few scales the one that rounds off least is taken; rounding takes about a tenth of a row's length. A block's bytes
/// are 16 times four bytes for the columns k to k + 3 of its rows in the low halves and k + 4 to k + 7 in the high ones,
/// for k = 0, 8, …, so that one vector holds 16 rows and no sum goes across it.
struct NibbleMatrix: Sendable {
    /// How many rows a block has.
    static let block = 16
    /// What a row's largest number is brought to, of 7.5 that fit: what is larger is cut off.
    private static let reaches: [Float] = [7.5, 8.5, 9.5, 11]

    /// How many numbers a row has: the stride of the matrix that was rounded.
    let width: Int
    /// The bytes, `[blocks × width · 8]`.
    let bytes: Buffer<UInt8>
    /// What one step of each row's numbers stands for, `[blocks × 16]`.
    let scales: Buffer<Float>
    /// The length of what rounding took off each row, `[blocks × 16]`.
    let losses: Buffer<Float>

    /// How many blocks there are.
    var blockCount: Int { scales.count / Self.block }
}

extension NibbleMatrix {
    /// The rows of `matrix` in this order, rounded; the rows that fill the last block are zeros. The same on any number of
    /// threads.
    /// - Complexity: O(rows · columns).
    init(_ matrix: DenseMatrix, order: Buffer<UInt32>, threads: Int = 1) {
        let (width, blockCount) = (matrix.stride, (order.count + Self.block - 1) / Self.block)
        var (scales, losses) = (Buffer<Float>([]), Buffer<Float>([]))
        let bytes = Buffer<UInt8>(count: blockCount * width * 8) { bytes in
            scales = Buffer(count: blockCount * Self.block) { scales in
                losses = Buffer(count: blockCount * Self.block) { losses in
                    let (bytes, scales, losses) = (SharedRows(bytes), SharedRows(scales), SharedRows(losses))
                    parallel(
                        count: blockCount, chunk: 1024, threads: threads,
                        scratch: { [UInt8](repeating: 0, count: width) }
                    ) { numbers, blocks in
                        for place in blocks.lowerBound * Self.block..<min(blocks.upperBound * Self.block, order.count) {
                            let row = matrix.row(Int(order[place]))
                            (scales.rows[place], losses.rows[place]) = Self.round(
                                row, matrix.columnCount, into: &numbers)
                            Self.write(numbers, at: place, into: bytes.rows)
                        }
                    }
                }
            }
        }
        (self.width, self.bytes, self.scales, self.losses) = (width, bytes, scales, losses)
    }

    /// Puts the numbers of a row where ``NibbleMatrix`` says.
    private static func write(_ numbers: [UInt8], at place: Int, into bytes: UnsafeMutableBufferPointer<UInt8>) {
        let start = place / block * numbers.count * 8 + place % block * 4
        for column in numbers.indices {
            bytes[start + column / 8 * 64 + column % 4] |= column % 8 < 4 ? numbers[column] : numbers[column] << 4
        }
    }

    /// Writes the numbers of a row, and answers its scale and the length of what is lost.
    private static func round(
        _ row: UnsafeBufferPointer<Float>, _ count: Int, into numbers: inout [UInt8]
    ) -> (scale: Float, loss: Float) {
        let largest = row[..<count].reduce(0) { max($0, abs($1)) }
        var best: (scale: Float, loss: Float) = (0, .infinity)
        for reach in reaches {
            let scale = largest / reach
            guard scale > 0 else { break }
            let loss = loss(of: row, count, scale: scale)
            if loss < best.loss { best = (scale, loss) }
        }
        guard best.scale > 0 else {
            for column in numbers.indices { numbers[column] = 0 }
            return (0, row[..<count].reduce(0) { $0 + $1 * $1 }.squareRoot())
        }
        for column in 0..<count { numbers[column] = number(row[column], scale: best.scale) }
        return best
    }

    private static func loss(of row: UnsafeBufferPointer<Float>, _ count: Int, scale: Float) -> Float {
        var sum: Float = 0
        for column in 0..<count {
            let off = row[column] - scale * (Float(number(row[column], scale: scale)) - 7.5)
            sum += off * off
        }
        return sum.squareRoot()
    }

    @inline(__always)
    private static func number(_ value: Float, scale: Float) -> UInt8 {
        UInt8(max(0, min(15, (value / scale).rounded(.down) + 8)))
    }
}
