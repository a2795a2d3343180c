import Domain
import GRDB

/// One bounded step of a removal.
package struct RemovalStep: Hashable, Sendable {
    /// The sequence number of the last record that was removed.
    package let last: Int64
    /// What was removed, by sort.
    package let counts: [RemovalCount]
}

extension LogStore {
    /// How many times records were removed that the state was folded from; a state of an earlier number is void.
    ///
    /// - Throws: ``StoreError``.
    /// - Complexity: O(1).
    package func removals() throws(StoreError) -> Int64 {
        try StoreError.translating(path) { try read { try LogState.removals($0) } }
    }

    /// What `rule` takes, by sort. Reads the whole log and changes nothing.
    ///
    /// - Throws: ``StoreError``.
    package func removable(_ rule: RemovalRule) throws(StoreError) -> [RemovalCount] {
        try StoreError.translating(path) {
            try read { database in
                let statement = try PreparedStatement(
                    database,
                    """
                    SELECT max(sequence), record, event_kind, count(*) FROM log
                    WHERE sequence < (SELECT last_sequence FROM log_state) AND \(rule.condition)
                    GROUP BY record, event_kind ORDER BY record, event_kind
                    """)
                defer { statement.reset() }
                var tally = RemovalTally()
                while try statement.step() { try tally.add(statement, count: Int(statement.int64(3))) }
                return tally.counts
            }
        }
    }

    /// Removes the next records after the sequence number `after` that `rule` takes, at most `limit`, in one
    /// transaction: other writers wait for that one only. The last record of the log always stays, so that a fold ends
    /// where the log does.
    ///
    /// What was counted is no longer, and states folded before are void: ``removals()`` is one more. So it is where only
    /// decisions go, for a state counts what suppliers had of the lists.
    /// - Returns: What was removed; nil when there was nothing left.
    /// - Throws: ``StoreError``; then nothing of the step was removed.
    package func removeNext(_ limit: Int, after: Int64, _ rule: RemovalRule) throws(StoreError) -> RemovalStep? {
        try StoreError.translating(path) {
            let (sequences, tally) = try read { try Self.next(limit, after: after, rule, $0) }
            guard let last = sequences.last else { return nil }
            try pool.writeWithoutTransaction { database in
                try transaction(database) {
                    let deletion = try PreparedStatement(cachedBy: database, "DELETE FROM log WHERE sequence = ?")
                    for sequence in sequences {
                        deletion.bind(0, sequence)
                        _ = try deletion.run()
                    }
                    try LogState.noteRemoval(tally.events, tally.decisions, database)
                }
            }
            return RemovalStep(last: last, counts: tally.counts)
        }
    }

    /// What is chosen here is still to be removed in a later transaction: an event does not change, and a document that
    /// was replaced stays so.
    private static func next(
        _ limit: Int, after: Int64, _ rule: RemovalRule, _ database: Database
    ) throws -> ([Int64], RemovalTally) {
        let statement = try PreparedStatement(
            cachedBy: database,
            """
            SELECT sequence, record, event_kind FROM log
            WHERE sequence > ? AND sequence < (SELECT last_sequence FROM log_state) AND \(rule.condition)
            ORDER BY sequence LIMIT ?
            """)
        statement.bind(0, after)
        statement.bind(1, Int64(limit))
        defer { statement.reset() }
        var (sequences, tally): ([Int64], RemovalTally) = ([], RemovalTally())
        while try statement.step() {
            sequences.append(statement.int64(0))
            try tally.add(statement, count: 1)
        }
        return (sequences, tally)
    }
}

/// Counts rows by sort, in the order they first came.
private struct RemovalTally {
    private(set) var counts: [RemovalCount] = []
    private(set) var (events, decisions): (Int64, Int64) = (0, 0)

    /// Counts the row that `statement` stands at: sequence, record, kind.
    mutating func add(_ statement: PreparedStatement, count: Int) throws(StoreError) {
        let sort: RemovalCount.Sort
        switch RecordKind(rawValue: statement.int64(1)) {
        case .event:
            guard let kind = EventKind(statement.text(2) ?? "") else {
                throw .damagedRecord(sequence: statement.int64(0), problem: "the event has no kind")
            }
            sort = .events(kind)
            events += Int64(count)
        case .decision:
            sort = .decisions
            decisions += Int64(count)
        case .item, .itemDeleted: sort = .items
        default: sort = .users
        }
        if let place = counts.firstIndex(where: { $0.sort == sort }) {
            counts[place].count += count
        } else {
            counts.append(RemovalCount(sort: sort, count: count))
        }
    }
}
