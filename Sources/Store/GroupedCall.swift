package import Domain

/// Hears of the records that a group of calls put into the log, in their order, before the calls are answered.
package typealias LogFollower = @Sendable ([LogRecord]) -> Void

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
    static func records(of group: [GroupedCall], _ outcomes: [[AppendOutcome]]) -> [LogRecord] {
        var records: [LogRecord] = []
        records.reserveCapacity(outcomes.reduce(0) { $0 + $1.count })
        for (call, outcomes) in zip(group, outcomes) {
            for (place, outcome) in outcomes.enumerated() {
                guard case .appended(let sequence) = outcome else { continue }
                do throws(StoreError) {
                    let entry = try call.rows[place].entry(madeOf: call.entries[place], sequence: sequence)
                    records.append(LogRecord(sequence: sequence, entry: entry))
                } catch {
                    return records
                }
            }
        }
        return records
    }
}

extension LogRow {
    /// About how many bytes the columns have.
    var size: Int {
        let texts = [recordID, eventKind, user, session, item, details]
        return texts.reduce(48) { $0 + ($1?.utf8.count ?? 0) }
    }

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
