/// A dense matrix while it is being computed, laid out as a ``DenseMatrix``; zero at first.
///
/// A class because several threads write to the one matrix, each to rows of its own, which the caller sees to;
/// `@unchecked Sendable` rests on that. After ``frozen()`` nobody writes.
package final class MutableDenseMatrix: @unchecked Sendable {
    /// How many rows there are.
    package let rowCount: Int
    /// How many columns there are, padding left out.
    package let columnCount: Int
    /// The numbers, `[rowCount × stride]`; valid while the matrix is alive.
    package let values: UnsafeMutableBufferPointer<Float>

    /// A matrix of zeros.
    /// - Complexity: O(rows · columns).
    package init(rowCount: Int, columnCount: Int) {
        (self.rowCount, self.columnCount) = (rowCount, columnCount)
        let count = rowCount * DenseMatrix.stride(columns: columnCount)
        let raw = UnsafeMutableRawPointer.allocate(byteCount: max(count, 16) * 4, alignment: 64)
        values = UnsafeMutableBufferPointer(
            start: raw.bindMemory(to: Float.self, capacity: max(count, 16)), count: count)
        values.initialize(repeating: 0)
    }

    deinit { UnsafeMutableRawPointer(values.baseAddress)?.deallocate() }

    /// How many numbers apart two rows begin.
    package var stride: Int { DenseMatrix.stride(columns: columnCount) }

    /// Where row `row` begins.
    package func row(_ row: Int) -> UnsafeMutablePointer<Float> {
        precondition(row < rowCount, "There is no row \(row) of \(rowCount).")
        return start + row * stride
    }

    /// Where the first row begins.
    package var start: UnsafeMutablePointer<Float> {
        guard let start = values.baseAddress else { preconditionFailure("A matrix always has memory.") }
        return start
    }

    /// The matrix as it stands, over the same memory: from now on it must not be written to.
    /// - Complexity: O(1).
    package func frozen() -> DenseMatrix {
        DenseMatrix(
            rowCount: rowCount, columnCount: columnCount,
            values: Buffer(pointer: UnsafeBufferPointer(values), owner: self))
    }
}
