import Domain
import Matrices
import Models

/// Every visitor's interactions of positive weight, each with the moment it last happened.
struct PairTimeline {
    private let pairs: CSRMatrix
    /// The pair that each row of the table belongs to; nil when its events add up to nothing.
    let pairOf: [Int?]
    private let lastRow: [Int]
    private let times: [Int64]

    /// The pairs of the whole of `table`.
    /// - Complexity: O(rows · log(pairs of a visitor)).
    init(_ table: InteractionTable, weights: EventWeights) {
        let pairs = TrainingSet(table, rows: Array(0..<table.count), weights: weights.ageless).interactions
        var lastRow = [Int](repeating: -1, count: pairs.entryCount)
        let times = table.timeOf
        pairOf = (0..<table.count).map { row in
            let range = pairs.entries(ofRow: Int(table.userOf[row]))
            guard let pair = Self.find(table.itemOf[row], in: range, of: pairs) else { return nil }
            if lastRow[pair] < 0 || (times[lastRow[pair]], lastRow[pair]) < (times[row], row) { lastRow[pair] = row }
            return pair
        }
        (self.pairs, self.lastRow, self.times) = (pairs, lastRow, times)
    }

    /// How many visitors there are.
    var userCount: Int { pairs.rowCount }
    /// How many pairs there are.
    var pairCount: Int { pairs.entryCount }

    /// How many pairs `user` has.
    func count(of user: Int) -> Int { pairs.entries(ofRow: user).count }

    /// The pairs of `user`, the earliest first; those of one time in the order of the log.
    func pairs(of user: Int) -> [Int] {
        pairs.entries(ofRow: user).sorted {
            (times[lastRow[$0]], lastRow[$0]) < (times[lastRow[$1]], lastRow[$1])
        }
    }

    private static func find(_ item: ItemIndex, in range: Range<Int>, of pairs: CSRMatrix) -> Int? {
        var (low, high) = (range.lowerBound, range.upperBound)
        while low < high {
            let middle = (low + high) / 2
            if pairs.columns[middle] < item { low = middle + 1 } else { high = middle }
        }
        return low < range.upperBound && pairs.columns[low] == item ? low : nil
    }
}
