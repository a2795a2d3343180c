internal import CKernels

extension ElasticNet {
    /// What one thread works in; a class so that its memory is kept from column to column.
    package final class Scratch {
        /// The weight of each candidate.
        private(set) var weights: [Float] = []
        /// `c_j` of each candidate, padded with zeros to a multiple of 16.
        private(set) var correlations: [Float] = []
        /// The places of the candidates with a weight, at the last look.
        private(set) var active: [Int] = []
        /// 1 + the place of each column among the candidates; 0 for others. `[columns]`
        private var placeOf: [UInt32]
        /// Where each candidate's row begins in `rows`; -1 while it is not needed.
        private var rowOf: [Int] = []
        /// Rows of the Gram matrix cut to the candidates, padded, one after the other, each after 16 numbers of waste.
        private var rows: [Float] = []
        private var stride = 0

        /// Scratch memory for regressions among `columnCount` columns.
        package init(columnCount: Int) { placeOf = [UInt32](repeating: 0, count: columnCount) }

        /// The largest magnitude of a weight.
        var largestWeight: Float { weights.reduce(0) { max($0, abs($1)) } }

        /// Starts over with `candidates` and their correlations.
        func begin(_ candidates: [Ranked]) {
            stride = DenseMatrix.stride(columns: candidates.count)
            weights = [Float](repeating: 0, count: candidates.count)
            correlations = [Float](repeating: 0, count: stride)
            rowOf = [Int](repeating: -1, count: candidates.count)
            rows.removeAll(keepingCapacity: true)
            for (place, candidate) in candidates.enumerated() {
                correlations[place] = candidate.score
                placeOf[candidate.index] = UInt32(place + 1)
            }
        }

        /// Forgets where `candidates` stand.
        func end(_ candidates: [Ranked]) {
            for candidate in candidates { placeOf[candidate.index] = 0 }
        }

        /// Takes down which candidates have a weight now.
        func noteActive() { active = weights.indices.filter { weights[$0] != 0 } }

        /// Sets the weight at `place` and brings the correlations up to date; `row` is its column.
        func move(_ place: Int, to weight: Float, row: Int, of gram: CSRMatrix) {
            if rowOf[place] < 0 { gather(row, of: gram, for: place) }
            let change = weight - weights[place]
            weights[place] = weight
            correlations.withUnsafeMutableBufferPointer { correlations in
                rows.withUnsafeBufferPointer { rows in
                    guard let target = correlations.baseAddress, let source = rows.baseAddress else { return }
                    ck_add_scaled(target, -change, source + rowOf[place], stride)
                }
            }
        }

        /// Copies row `row` of `gram` at the candidates; what is at other columns goes to the number before the row.
        private func gather(_ row: Int, of gram: CSRMatrix, for place: Int) {
            let start = rows.count + 16
            rowOf[place] = start
            rows.append(contentsOf: repeatElement(0, count: stride + 16))
            let entries = gram.entries(ofRow: row)
            let columns = UnsafeBufferPointer(rebasing: gram.columns.pointer[entries])
            let values = UnsafeBufferPointer(rebasing: gram.values.pointer[entries])
            rows.withUnsafeMutableBufferPointer { rows in
                placeOf.withUnsafeBufferPointer { placeOf in
                    for entry in 0..<entries.count {
                        rows[start - 1 + Int(placeOf[Int(columns[entry])])] = values[entry]
                    }
                }
            }
        }
    }
}
