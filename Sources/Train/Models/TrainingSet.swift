package import Domain
package import Matrices

/// What a model learns from: one weighted interaction for each visitor and item that have any.
package struct TrainingSet: Sendable {
    /// The interactions' weights, `[users × items]`, all above 0; see `EventWeights`.
    package let interactions: CSRMatrix
    /// When each interaction last happened, in milliseconds, in the order of `interactions.values`; 0 is unknown.
    package let times: Buffer<Int64>
    /// The moment of training: the time of the last event. Ages are counted from it.
    package let now: Timestamp

    /// How many users there are, those without interactions included.
    package var userCount: Int { interactions.rowCount }
    /// How many items there are, those without interactions included.
    package var itemCount: Int { interactions.columnCount }

    /// A training set of these parts.
    package init(interactions: CSRMatrix, times: Buffer<Int64>, now: Timestamp) {
        precondition(
            times.count == interactions.entryCount,
            "There are \(times.count) times for \(interactions.entryCount) interactions.")
        (self.interactions, self.times, self.now) = (interactions, times, now)
    }

    /// The interactions of some rows of `table`, under `weights`, as they stand at the time of the last of them.
    ///
    /// `rows` ascend. Pairs whose events sum up to 0 or less are left out; the vocabularies stay those of the table.
    /// - Complexity: O(rows · log(rows of a user)).
    package init(_ table: InteractionTable, rows: [Int], weights: EventWeights) {
        let now = Timestamp(milliseconds: rows.lazy.map { table.timeOf[$0] }.max() ?? 0)
        var starts = [Int](repeating: 0, count: table.users.count + 1)
        for row in rows { starts[Int(table.userOf[row]) + 1] += 1 }
        for user in 0..<table.users.count { starts[user + 1] += starts[user] }
        var grouped = [Int](repeating: 0, count: rows.count)
        var next = starts
        for row in rows {
            grouped[next[Int(table.userOf[row])]] = row
            next[Int(table.userOf[row])] += 1
        }
        var (offsets, columns, values, times): ([Int64], [UInt32], [Float], [Int64]) = ([0], [], [], [])
        for user in 0..<table.users.count {
            let mine = grouped[starts[user]..<starts[user + 1]].sorted {
                (table.itemOf[$0], $0) < (table.itemOf[$1], $1)
            }
            var index = 0
            while index < mine.count {
                let item = table.itemOf[mine[index]]
                var (sum, last): (Double, Int64) = (0, .min)
                while index < mine.count, table.itemOf[mine[index]] == item {
                    let time = table.timeOf[mine[index]]
                    sum +=
                        Double(table.weightOf[mine[index]])
                        * weights.decay(days: now.days(since: Timestamp(milliseconds: time)))
                    last = max(last, time)
                    index += 1
                }
                let weight = weights.interactionWeight(sum: sum)
                guard weight > 0 else { continue }
                columns.append(item)
                values.append(Float(weight))
                times.append(last)
            }
            offsets.append(Int64(columns.count))
        }
        let matrix = CSRMatrix(
            columnCount: table.items.count, offsets: Buffer(offsets), columns: Buffer(columns), values: Buffer(values))
        self.init(interactions: matrix, times: Buffer(times), now: now)
    }

    /// The history of a user as it is in this set.
    package func history(of user: UserIndex) -> [HistoryItem] {
        interactions.entries(ofRow: Int(user)).map {
            HistoryItem(item: interactions.columns[$0], weight: interactions.values[$0])
        }
    }
}
