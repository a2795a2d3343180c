extension CSRMatrix {
    /// `selfᵀ · self`, sparse and whole, `[columns × columns]`; all values of the matrix are above 0.
    /// - Complexity: O(Σ_rows entries²) time; 8 bytes for each pair of columns that share a row, twice while it is put
    ///   together.
    package func gram(threads: Int) -> CSRMatrix {
        let (turned, chunk) = (transposed(), 64)
        var pieces = [Piece](repeating: Piece(), count: (columnCount + chunk - 1) / chunk)
        pieces.withUnsafeMutableBufferPointer { pieces in
            nonisolated(unsafe) let pieces = pieces
            parallel(count: columnCount, chunk: chunk, threads: threads) {
                SparseAccumulator(count: columnCount)
            } body: { accumulator, range in
                var piece = Piece()
                for column in range {
                    accumulator.add(row: column, of: turned, times: self)
                    piece.append(accumulator)
                }
                pieces[range.lowerBound / chunk] = piece
            }
        }
        return CSRMatrix(columnCount: columnCount, pieces: pieces)
    }

    /// Some rows of a matrix in the making.
    private struct Piece: Sendable {
        private(set) var counts: [Int] = []
        private(set) var columns: [UInt32] = []
        private(set) var values: [Float] = []

        /// Adds a row of what `accumulator` holds and leaves it empty.
        mutating func append(_ accumulator: SparseAccumulator) {
            var row: [Ranked] = []
            accumulator.drain { column, sum in row.append(Ranked(index: column, score: sum)) }
            row.sort { $0.index < $1.index }
            counts.append(row.count)
            columns += row.lazy.map { UInt32($0.index) }
            values += row.lazy.map(\.score)
        }
    }

    private init(columnCount: Int, pieces: [Piece]) {
        var offsets: [Int64] = [0]
        for count in pieces.lazy.flatMap(\.counts) { offsets.append(offsets[offsets.count - 1] + Int64(count)) }
        let entryCount = Int(offsets[offsets.count - 1])
        let columns = Buffer<UInt32>(count: entryCount) { target in
            var place = 0
            for piece in pieces {
                _ = UnsafeMutableBufferPointer(rebasing: target[place...]).update(from: piece.columns)
                place += piece.columns.count
            }
        }
        let values = Buffer<Float>(count: entryCount) { target in
            var place = 0
            for piece in pieces {
                _ = UnsafeMutableBufferPointer(rebasing: target[place...]).update(from: piece.values)
                place += piece.values.count
            }
        }
        self.init(columnCount: columnCount, offsets: Buffer(offsets), columns: columns, values: values)
    }
}
