package import Domain

/// Appends to the log inside the one transaction of ``LogStore/bulk(_:)``.
///
/// A class because the transaction's statements and its running position have one owner; good only inside the
/// closure it is given to.
package final class BulkAppender {
    private var writer: LogWriter
    private let path: String

    /// Appends through `writer`.
    init(_ writer: LogWriter, path: String) { (self.writer, self.path) = (writer, path) }

    /// Appends `events` and says how many are new; the others are duplicates.
    ///
    /// - Throws: ``StoreError``.
    package func append(_ events: [Event]) throws(StoreError) -> Int {
        var added = 0
        for event in events where try append(LogRow(event)).isAppended { added += 1 }
        return added
    }

    /// Appends `items` and says how many are new or changed; the others were in the catalogue as they are.
    ///
    /// - Throws: ``StoreError``.
    package func append(_ items: [Item]) throws(StoreError) -> Int {
        var added = 0
        for item in items where try append(LogRow(item)).isAppended { added += 1 }
        return added
    }

    /// Appends `users` and says how many are new or changed; the others are known as they are.
    ///
    /// - Throws: ``StoreError``.
    package func append(_ users: [User]) throws(StoreError) -> Int {
        var added = 0
        for user in users where try append(LogRow(user)).isAppended { added += 1 }
        return added
    }

    /// Appends `entry` and says what became of it.
    ///
    /// - Throws: ``StoreError``.
    package func append(_ entry: LogEntry) throws(StoreError) -> AppendOutcome { try append(LogRow(entry)) }

    private func append(_ row: LogRow) throws(StoreError) -> AppendOutcome {
        do { return try writer.append(row) } catch { throw StoreError(error, path: path) }
    }

    /// Writes the position and the counts; the caller commits.
    func finish() throws { try writer.finish() }
}
