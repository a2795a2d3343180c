extension CSRMatrix {
    /// Its rows in runs of about equal cost, the costliest first: how work on rows is split over threads.
    ///
    /// A run has at most `most` rows, and fewer where their entries would exceed `entries`; a row is never cut. The runs
    /// depend on the matrix alone, not on how many threads there are.
    /// - Complexity: O(rows + runs · log(runs)).
    package func pieces(rows most: Int, entries: Int) -> [Range<Int>] {
        precondition(most > 0, "A run of \(most) rows does no work.")
        var pieces: [Range<Int>] = []
        var first = 0
        for row in 0..<rowCount {
            let isFull = row - first == most || Int(offsets[row + 1] - offsets[first]) > entries
            if isFull, row > first {
                pieces.append(first..<row)
                first = row
            }
        }
        if first < rowCount { pieces.append(first..<rowCount) }
        func cost(_ piece: Range<Int>) -> Int64 { offsets[piece.upperBound] - offsets[piece.lowerBound] }
        return pieces.sorted { (-cost($0), $0.lowerBound) < (-cost($1), $1.lowerBound) }
    }
}
