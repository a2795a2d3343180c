extension MutableDenseMatrix {
    /// The `limit` numbers of largest magnitude in a column, with their rows, ascending by row; zeros are left out, and
    /// of equal magnitudes the lower row goes first.
    /// - Complexity: O(rows + e · log limit) where e numbers enter the running list.
    package func largest(inColumn column: Int, limit: Int) -> [Ranked] {
        var heap = WorstFirstHeap(capacity: limit)
        let stride = stride
        for row in 0..<rowCount {
            let magnitude = abs(values[row * stride + column])
            if magnitude > 0 { heap.offer(Ranked(index: row, score: magnitude)) }
        }
        return heap.byIndex().map { Ranked(index: $0.index, score: values[$0.index * stride + column]) }
    }
}
