/// Adds sparse rows up into a dense row and remembers which positions it touched.
///
/// A class because one thread keeps it over many rows, so that the dense row is allocated and cleared once.
final class SparseAccumulator {
    private let sums: UnsafeMutableBufferPointer<Float>
    private let touched: UnsafeMutableBufferPointer<UInt32>
    private var touchedCount = 0

    /// An accumulator of `count` positions, all 0.
    init(count: Int) {
        sums = .allocate(capacity: count)
        sums.initialize(repeating: 0)
        touched = .allocate(capacity: count + 1)
        touched.initialize(repeating: 0)
    }

    deinit {
        sums.deallocate()
        touched.deallocate()
    }

    /// Adds `scale` times row `row` of `matrix`, whose values and `scale` are above 0.
    func add(_ scale: Float, row: Int, of matrix: CSRMatrix) {
        let entries = matrix.entries(ofRow: row)
        let columns = UnsafeBufferPointer(rebasing: matrix.columns.pointer[entries])
        let values = UnsafeBufferPointer(rebasing: matrix.values.pointer[entries])
        var count = touchedCount
        for entry in 0..<entries.count {
            let column = Int(columns[entry])
            let sum = sums[column]
            touched[count] = columns[entry]
            // A position whose sum underflowed to 0 may be noted twice: `drain` passes over the second note.
            count = min(count + (sum == 0 ? 1 : 0), sums.count)
            sums[column] = sum + scale * values[entry]
        }
        touchedCount = count
    }

    /// Hands over each touched position and its sum, in the order of the touching, and is empty after.
    func drain(_ body: (Int, Float) -> Void) {
        for note in 0..<touchedCount {
            let column = Int(touched[note])
            let sum = sums[column]
            guard sum != 0 else { continue }
            sums[column] = 0
            body(column, sum)
        }
        touchedCount = 0
    }
}
