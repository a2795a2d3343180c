import Domain
import Matrices

/// What a sparse `[items × items]` matrix says when its row `j` holds what item `j` of a history adds to the scores.
extension CSRMatrix {
    /// Adds `Σ_j w_j · self[j, i]` to the score of each item `i`, the `j` over the history in its order; items beyond
    /// the matrix are passed over.
    /// - Complexity: O(Σ entries of the rows of the history).
    func addScores(of history: [HistoryItem], to scores: UnsafeMutableBufferPointer<Float>) {
        precondition(scores.count == columnCount, "There is room for \(scores.count) scores of \(columnCount) items.")
        for past in history where past.item < rowCount {
            let entries = entries(ofRow: Int(past.item))
            let columns = UnsafeBufferPointer(rebasing: columns.pointer[entries])
            let values = UnsafeBufferPointer(rebasing: values.pointer[entries])
            for entry in 0..<entries.count { scores[Int(columns[entry])] += past.weight * values[entry] }
        }
    }

    /// `w_j · self[j, item]` for each item `j` of the history; 0 beyond the matrix.
    /// - Complexity: O(history · log(entries of a row)).
    func parts(of history: [HistoryItem], to item: ItemIndex) -> [Float] {
        history.map { past in
            past.item < rowCount ? past.weight * self[Int(past.item), Int(item)] : 0
        }
    }

    /// The other items of row `item`, the largest value first.
    /// - Complexity: O(n log n) with n the entries of the row.
    func largest(inRow item: ItemIndex, limit: Int) -> [ScoredItem] {
        guard item < rowCount else { return [] }
        return entries(ofRow: Int(item)).lazy.filter { columns[$0] != item }
            .map { ScoredItem(item: columns[$0], score: values[$0]) }
            .sorted { ($1.score, $0.item) < ($0.score, $1.item) }
            .prefix(max(0, limit)).map { $0 }
    }
}

extension [Tensor] {
    /// The sparse `[items × items]` matrix saved as `name.offsets`, `name.columns` and `name.values`.
    ///
    /// - Throws: ``TensorError`` when a part is missing, or the parts do not fit each other.
    func squareMatrix(_ name: String) throws(TensorError) -> CSRMatrix {
        let itemCount = Swift.max(0, try tensor(name + ".offsets").shape.reduce(1, *) - 1)
        return try csrMatrix(name, columnCount: itemCount)
    }
}
