internal import CKernels

/// Adds sparse rows up into a dense row and picks the largest sums.
///
/// A class because one thread keeps it over many rows, so that its memory, 20 bytes a position, is allocated and cleared
/// once. Between two rows all sums are -0, the sign of a position nothing was added to, and all marks are 0.
final class SparseAccumulator {
    private let count: Int
    private let sums: UnsafeMutablePointer<Float>
    private let touched: UnsafeMutablePointer<UInt32>
    private let scores: UnsafeMutablePointer<Float>
    private let keys: UnsafeMutablePointer<UInt64>
    private let marks: UnsafeMutablePointer<UInt64>
    private var touchedCount = 0

    /// An accumulator of `count` positions, all empty.
    init(count: Int) {
        let words = (count + 63) / 64
        self.count = count
        sums = .allocate(capacity: count + 1)
        sums.initialize(repeating: -0.0, count: count + 1)
        touched = .allocate(capacity: count + 1)
        scores = .allocate(capacity: count + 1)
        keys = .allocate(capacity: count + 2)
        marks = .allocate(capacity: words + (words + 63) / 64 + 1)
        marks.initialize(repeating: 0, count: words + (words + 63) / 64 + 1)
    }

    deinit {
        sums.deallocate()
        touched.deallocate()
        scores.deallocate()
        keys.deallocate()
        marks.deallocate()
    }

    /// Adds row `row` of `left · right` to an empty accumulator; the values of both matrices are above 0.
    func add(row: Int, of left: CSRMatrix, times right: CSRMatrix) {
        precondition(right.columnCount == count, "\(count) sums are not \(right.columnCount) columns.")
        let entries = left.entries(ofRow: row)
        guard let rows = left.columns.pointer.baseAddress, let scales = left.values.pointer.baseAddress,
            let offsets = right.offsets.pointer.baseAddress, let columns = right.columns.pointer.baseAddress,
            let values = right.values.pointer.baseAddress
        else { return }
        touchedCount = ck_add_sparse_rows(
            rows + entries.lowerBound, scales + entries.lowerBound, entries.count, offsets, columns, values, sums,
            touched)
    }

    /// Hands over each position with a sum above 0, in the order of the touching, and is empty after.
    func drain(_ body: (Int, Float) -> Void) {
        ck_take_sums(sums, touched, touchedCount, scores)
        for place in 0..<touchedCount where scores[place] > 0 { body(Int(touched[place]), scores[place]) }
        touchedCount = 0
    }

    /// Sets the sum of `column` to nothing.
    func drop(_ column: Int) { sums[column] = -0.0 }

    /// Writes the `limit` largest scores and their columns, ascending by column, and is empty after; returns how many
    /// there are. Scores of 0 are left out, and of equal scores the lower column goes first.
    func takeLargest(
        _ limit: Int, row: Int, by scoring: ProductScoring, columns: UnsafeMutablePointer<UInt32>,
        values: UnsafeMutablePointer<Float>
    ) -> Int {
        ck_take_sums(sums, touched, touchedCount, scores)
        if case .shrunkCosine(let norms, let shrinkage) = scoring, let start = norms.pointer.baseAddress {
            ck_shrunk_cosines(scores, touched, touchedCount, start, norms[row], shrinkage)
        }
        let selected = ck_select_largest(scores, touched, touchedCount, limit, keys)
        touchedCount = 0
        return ck_order_by_column(keys, selected, sums, marks, count, columns, values)
    }
}
