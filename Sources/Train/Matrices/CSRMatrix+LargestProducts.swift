import Synchronization

/// By what the entries of a sparse product are ranked and kept.
package enum ProductScoring: Sendable {
    /// By themselves.
    case sum
    /// By the cosine of row and column, `sum / (norm of the row · norm of the column + shrinkage)`; a norm each, where
    /// the product is symmetric.
    case shrunkCosine(norms: Buffer<Float>, shrinkage: Float)
}

extension CSRMatrix {
    /// The `limit` largest entries in each row of `self · right`, by `scoring`; nil where the task was cancelled.
    ///
    /// All values of both matrices are above 0. Without the diagonal, entry (i, i) is in no row. Entries of score 0 are
    /// left out; of equal scores the lower column goes first; kept entries ascend by column. Exact, and the same bits on
    /// any number of threads.
    /// - Complexity: O(Σ_(r,k) entries of row k of `right`) time, over the entries (r, k) of `self`; 20 bytes a column and
    ///   thread beside the result.
    package func largestProducts(
        with right: CSRMatrix, limit: Int, threads: Int, withDiagonal: Bool = true, by scoring: ProductScoring = .sum
    ) -> CSRMatrix? {
        precondition(columnCount == right.rowCount, "\(columnCount) columns do not meet \(right.rowCount) rows.")
        let costs = (0..<rowCount).map { row in
            entries(ofRow: row).reduce(0) { $0 + right.entries(ofRow: Int(columns[$1])).count }
        }
        let pieces = Self.pieces(costs: costs)
        var runs = [SparseRun?](repeating: nil, count: pieces.count)
        let isCancelled = Atomic(false)
        runs.withUnsafeMutableBufferPointer { runs in
            nonisolated(unsafe) let runs = runs
            parallel(count: pieces.count, chunk: 1, threads: threads) {
                SparseAccumulator(count: right.columnCount)
            } body: { accumulator, place in
                // The task is known to the thread that called only; the others go by what it found.
                if Task.isCancelled { isCancelled.store(true, ordering: .relaxed) }
                guard !isCancelled.load(ordering: .relaxed) else { return }
                let rows = pieces[place.lowerBound]
                let run = SparseRun(rows: rows.count, capacity: costs[rows].reduce(0) { $0 + min($1, limit) })
                for row in rows {
                    accumulator.add(row: row, of: self, times: right)
                    if !withDiagonal { accumulator.drop(row) }
                    run.append { columns, values in
                        accumulator.takeLargest(limit, row: row, by: scoring, columns: columns, values: values)
                    }
                }
                runs[place.lowerBound] = run
            }
        }
        guard !isCancelled.load(ordering: .relaxed) else { return nil }
        return CSRMatrix(columnCount: right.columnCount, runs: runs.compactMap { $0 }, threads: threads)
    }

    /// The rows in runs of about equal cost, at most 512 of them.
    private static func pieces(costs: [Int]) -> [Range<Int>] {
        let share = costs.reduce(costs.count, +) / 512 + 1
        var pieces: [Range<Int>] = []
        var (first, cost) = (0, 0)
        for row in costs.indices {
            cost += costs[row] + 1
            if cost >= share || row == costs.count - 1 {
                pieces.append(first..<row + 1)
                (first, cost) = (row + 1, 0)
            }
        }
        return pieces
    }

    /// The rows of `runs`, one run after the other.
    private init(columnCount: Int, runs: [SparseRun], threads: Int) {
        var (offsets, starts): ([Int64], [Int]) = ([0], [0])
        for run in runs {
            for length in run.lengths { offsets.append(offsets[offsets.count - 1] + Int64(length)) }
            starts.append(Int(offsets[offsets.count - 1]))
        }
        let (ends, count) = (starts, starts[runs.count])
        let columns = Buffer<UInt32>(count: count) { target in
            nonisolated(unsafe) let target = target
            parallel(count: runs.count, chunk: 1, threads: threads) {
                let (run, place) = (runs[$0.lowerBound], ends[$0.lowerBound])
                target.baseAddress.map { ($0 + place).update(from: run.columns, count: run.count) }
            }
        }
        let values = Buffer<Float>(count: count) { target in
            nonisolated(unsafe) let target = target
            parallel(count: runs.count, chunk: 1, threads: threads) {
                let (run, place) = (runs[$0.lowerBound], ends[$0.lowerBound])
                target.baseAddress.map { ($0 + place).update(from: run.values, count: run.count) }
            }
        }
        self.init(columnCount: columnCount, offsets: Buffer(offsets), columns: columns, values: values)
    }
}

/// Sparse rows that one thread wrote, one behind the other.
///
/// A class because it owns memory of which only what is written takes room. `@unchecked Sendable` holds because one
/// thread writes it before the others read.
private final class SparseRun: @unchecked Sendable {
    private(set) var lengths: [Int] = []
    private(set) var count = 0
    let columns: UnsafeMutablePointer<UInt32>
    let values: UnsafeMutablePointer<Float>

    /// An empty run with room for `rows` rows of `capacity` entries in all.
    init(rows: Int, capacity: Int) {
        lengths.reserveCapacity(rows)
        columns = .allocate(capacity: capacity + 1)
        values = .allocate(capacity: capacity + 1)
    }

    deinit {
        columns.deallocate()
        values.deallocate()
    }

    /// Adds the row that `write` puts where it is told to and returns the length of.
    func append(_ write: (UnsafeMutablePointer<UInt32>, UnsafeMutablePointer<Float>) -> Int) {
        let length = write(columns + count, values + count)
        lengths.append(length)
        count += length
    }
}
