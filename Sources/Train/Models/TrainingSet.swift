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
    /// What the catalogue says of each item, `[items]`; empty where no model asked, nil where it has nothing to say.
    package let catalogue: [Item?]
    /// The groups that events can belong to together, each set once: `["country=CH", "device=mobile"]`.
    package let segmentSets: [[String]]
    /// The rows it was made of; nil where it was made of interactions.
    let source: (table: InteractionTable, rows: [Int])?

    /// How many users there are, those without interactions included.
    package var userCount: Int { interactions.rowCount }
    /// How many items there are, those without interactions included.
    package var itemCount: Int { interactions.columnCount }

    /// A training set of these parts.
    package init(interactions: CSRMatrix, times: Buffer<Int64>, now: Timestamp) {
        precondition(
            times.count == interactions.entryCount,
            "There are \(times.count) times for \(interactions.entryCount) interactions.")
        self.init(interactions, times, now, source: nil)
    }

    /// A training set of these parts, made of these rows.
    init(
        _ interactions: CSRMatrix, _ times: Buffer<Int64>, _ now: Timestamp,
        source: (table: InteractionTable, rows: [Int])?
    ) {
        (self.interactions, self.times, self.now, self.source) = (interactions, times, now, source)
        let described = source?.table.catalogue ?? []
        let missing = max(0, interactions.columnCount - described.count)
        catalogue = described.isEmpty ? [] : described + [Item?](repeating: nil, count: missing)
        segmentSets = source?.table.segmentSets ?? []
    }

    /// Every event it was made of; where it was made of interactions, one event each.
    /// - Complexity: O(events · log(events of a visitor)); computed anew at every call.
    package func events() -> VisitorEvents {
        source.map { VisitorEvents($0.table, rows: $0.rows) } ?? VisitorEvents(interactions, times: times)
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
        self.init(matrix, Buffer(times), now, source: (table, rows))
    }

    /// The history of a user as it is in this set.
    package func history(of user: UserIndex) -> [HistoryItem] {
        interactions.entries(ofRow: Int(user)).map {
            HistoryItem(item: interactions.columns[$0], weight: interactions.values[$0])
        }
    }
}
