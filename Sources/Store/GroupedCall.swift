import Domain

/// One call that waits for the transaction it shares.
struct GroupedCall: Sendable {
    /// What is to be appended.
    let entries: [LogEntry]
    /// Their columns.
    let rows: [LogRow]
    /// How many bytes the columns have.
    let bytes: Int
    /// Whom to tell the outcomes.
    let answer: @Sendable (Result<[AppendOutcome], StoreError>) -> Void

    /// The call that appends `entries`, whose columns are `rows`.
    init(
        entries: [LogEntry], rows: [LogRow], answer: @escaping @Sendable (Result<[AppendOutcome], StoreError>) -> Void
    ) {
        (self.entries, self.rows, self.answer) = (entries, rows, answer)
        bytes = rows.reduce(0) { $0 + $1.size }
    }

    /// The last place in the log that `outcomes` tell; nil where nothing was appended.
    static func lastSequence(_ outcomes: [[AppendOutcome]]) -> Int64? {
        for outcome in outcomes.reversed().lazy.map({ $0.reversed() }).joined() {
            if case .appended(let sequence) = outcome { return sequence }
        }
        return nil
    }

    /// What `group` put into the log, in its order, as reading the log would give it.
    ///
    /// Ends before a record that would not read back: whoever follows then finds a gap, reads, and meets the error.
    static func runs(of group: [GroupedCall], _ outcomes: [[AppendOutcome]]) -> [LogRun] {
        var runs: [LogRun] = []
        runs.reserveCapacity(group.count)
        for (call, outcomes) in zip(group, outcomes) {
            guard let first = outcomes.lazy.compactMap(\.sequence).first else { continue }
            do throws(StoreError) {
                runs.append(LogRun(first: first, entries: try call.entriesReadBack(outcomes)))
            } catch {
                return runs
            }
        }
        return runs
    }

    /// The entries that were appended, as reading the log gives them. They have the places one after the other: nobody else
    /// writes in a transaction.
    ///
    /// - Throws: ``StoreError/damagedRecord(sequence:problem:)``.
    private func entriesReadBack(_ outcomes: [AppendOutcome]) throws(StoreError) -> [LogEntry] {
        // The usual call, of new events with ids and nothing unusual, is its own entries: nothing is copied.
        if rows.indices.allSatisfy({ outcomes[$0].isAppended && rows[$0].readsBackAlike }) { return entries }
        var all: [LogEntry] = []
        all.reserveCapacity(entries.count)
        for (place, outcome) in outcomes.enumerated() {
            guard let sequence = outcome.sequence else { continue }
            all.append(try rows[place].entry(madeOf: entries[place], sequence: sequence))
        }
        return all
    }
}

extension AppendOutcome {
    /// The place of what was appended; nil of everything else.
    fileprivate var sequence: Int64? { if case .appended(let sequence) = self { sequence } else { nil } }
}

extension LogRow {
    /// About how many bytes the columns have.
    var size: Int {
        func size(_ text: String?) -> Int { text?.utf8.count ?? 0 }
        return 48 + size(recordID) + size(eventKind) + size(user) + size(session) + size(item) + size(details)
    }

    /// Whether reading these columns is sure to give the very event that they were made of, its id included.
    fileprivate var readsBackAlike: Bool { record == .event && fingerprint == nil && details == nil }

    /// The entry that reading these columns gives, made with less work from the `entry` that they were made of.
    ///
    /// They differ in the id of an event that came without one, and where JSON has one text for two values; see
    /// ``EventDetails/readBackAlike(_:)``.
    /// - Throws: ``StoreError/damagedRecord(sequence:problem:)``.
    func entry(madeOf entry: LogEntry, sequence: Int64) throws(StoreError) -> LogEntry {
        switch entry {
        case .event(var event) where details == nil || EventDetails.readBackAlike(event):
            if let fingerprint { event.id = .derived(fingerprint) }
            return .event(event)
        case .itemDeleted, .userDeleted, .decision, .merged: return entry
        case .event, .item, .user: return try self.entry(sequence: sequence)
        }
    }
}
