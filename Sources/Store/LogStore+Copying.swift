package import Domain
import GRDB

/// Which records of a log are copied into another.
package struct CopyRange: Hashable, Sendable {
    /// The last sequence number that is taken.
    package var through: Int64
    /// Records of this time or later are left out; those without a time (catalogue, users) are taken.
    package var before: Timestamp

    /// Everything, unless it says less.
    package init(through: Int64 = .max, before: Timestamp? = nil) {
        (self.through, self.before) = (through, before ?? Timestamp(milliseconds: .max))
    }
}

/// How far one step of a copy came.
package struct CopyStep: Hashable, Sendable {
    /// The sequence number of the last record that was copied.
    package let last: Int64
    /// How many records it copied, 1 or more.
    package let count: Int
    /// How many of them are events.
    package let events: Int
}

extension LogStore {
    /// Appends the next records of `source` that `range` takes, at most `limit`, under their own sequence numbers, in
    /// one transaction.
    ///
    /// What comes next follows from where this log stands, so an interrupted copy is resumed by calling again.
    /// - Returns: How far it came; nil when there was nothing left to copy.
    /// - Throws: ``StoreError``, ``StoreError/notACopy(path:sequence:)`` when this log holds an id of the next records
    ///   already; nothing of the step is kept then.
    package func copyNext(_ limit: Int, of source: LogStore, _ range: CopyRange) throws(StoreError) -> CopyStep? {
        let rows = try source.rows(after: try lastSequence(), range, limit: limit)
        guard let last = rows.last?.sequence else { return nil }
        try StoreError.translating(path) {
            try pool.writeWithoutTransaction { database in
                try write(on: database) { writer in
                    for (sequence, row) in rows where try !writer.copy(row, at: sequence) {
                        throw StoreError.notACopy(path: path, sequence: sequence)
                    }
                }
            }
        }
        return CopyStep(last: last, count: rows.count, events: rows.count { $0.row.record == .event })
    }

    private func rows(
        after: Int64, _ range: CopyRange, limit: Int
    ) throws(StoreError) -> [(sequence: Int64, row: LogRow)] {
        let sql = """
            SELECT \(LogRow.columns) FROM log
            WHERE sequence > ? AND sequence <= ? AND (time IS NULL OR time < ?) ORDER BY sequence LIMIT ?
            """
        return try StoreError.translating(path) {
            try read { database in
                let statement = try PreparedStatement(cachedBy: database, sql)
                statement.bind(0, after)
                statement.bind(1, range.through)
                statement.bind(2, range.before.milliseconds)
                statement.bind(3, Int64(limit))
                defer { statement.reset() }
                var rows: [(sequence: Int64, row: LogRow)] = []
                while try statement.step() { rows.append((statement.int64(0), try LogRow(reading: statement))) }
                return rows
            }
        }
    }
}
