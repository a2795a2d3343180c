package import Domain
import GRDB

extension LogStore {
    /// Appends `entries` in their order in one transaction with one sync, and says what became of each.
    ///
    /// Two events with one identity, and two decisions with one id, are counted once: the second is a duplicate,
    /// in the same call, a later one, or after a restart. Blocks while another call or process writes.
    /// - Throws: ``StoreError``; then nothing of the call is in the log.
    package func append(_ entries: [LogEntry]) throws(StoreError) -> [AppendOutcome] {
        let rows = try LogRow.rows(of: entries)
        return try StoreError.translating(path) {
            try pool.writeWithoutTransaction { database in
                try write(on: database) { writer in try writer.append(rows) }
            }
        }
    }

    /// Appends `entries` as ``append(_:)`` does, in a transaction shared with the calls that arrive meanwhile.
    ///
    /// Each call is answered after the sync of the transaction it was in. While one group is written, the next one
    /// gathers; at most 50,000 entries, or 64 MiB of them, are on their way.
    /// - Throws: ``StoreError``; then nothing of the call is in the log. ``StoreError/busy(waiting:)`` at once when
    ///   too many entries wait.
    package func appendGrouped(_ entries: [LogEntry]) async throws(StoreError) -> [AppendOutcome] {
        try await withCheckedContinuation { continuation in
            appendGrouped(entries) { continuation.resume(returning: $0) }
        }.get()
    }

    /// Appends `entries` as above, and calls `answer` once with what that returns or throws.
    ///
    /// - Parameter answer: Called on the thread that answers the whole group, after those who follow the log; before this
    ///   returns where the entries are refused.
    package func appendGrouped(
        _ entries: [LogEntry], then answer: @escaping @Sendable (Result<[AppendOutcome], StoreError>) -> Void
    ) {
        do throws(StoreError) {
            groups.submit(GroupedCall(entries: entries, rows: try LogRow.rows(of: entries), answer: answer), to: self)
        } catch {
            answer(.failure(error))
        }
    }

    /// Has `follower` told, from now on, of what ``appendGrouped(_:)`` puts into the log: after the sync, before the
    /// callers are answered, one group at a time in the order of the log, while the next group is written.
    ///
    /// What other calls and other processes write is not told: their records are the gaps in the sequence numbers.
    package func follow(_ follower: @escaping LogFollower) { groups.follow(follower) }

    /// The last record that the follower was told of, or is about to be; 0 before the first.
    package var lastFollowed: Int64 { groups.lastFollowed }
}

extension LogRow {
    /// The columns of `entries`.
    ///
    /// - Throws: ``StoreError/notFinite(field:)``.
    static func rows(of entries: [LogEntry]) throws(StoreError) -> [LogRow] {
        var rows: [LogRow] = []
        rows.reserveCapacity(entries.count)
        for entry in entries { rows.append(try LogRow(entry)) }
        return rows
    }
}
