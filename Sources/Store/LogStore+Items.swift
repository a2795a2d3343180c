package import Domain
import GRDB

extension LogStore {
    /// Makes `changes` in their order in one transaction with one sync, and says what became of each.
    ///
    /// A patch is merged into the item as it stands in that transaction, so that no change between reading and writing
    /// is lost, whoever made it. Waits its turn behind the groups of ``appendGrouped(_:)``.
    /// - Throws: ``StoreError``; then nothing of the call is in the log.
    package func change(_ changes: [ItemChange]) async throws(StoreError) -> [ItemChangeOutcome] {
        let result = await withCheckedContinuation { continuation in
            pool.asyncWriteWithoutTransaction { database in
                continuation.resume(returning: self.commit(changes, database))
            }
        }
        return try result.get()
    }

    private func commit(_ changes: [ItemChange], _ database: Database) -> Result<[ItemChangeOutcome], StoreError> {
        Result { () throws(StoreError) in
            try StoreError.translating(path) {
                try write(on: database) { writer in try changes.map { try writer.apply($0) } }
            }
        }
    }
}

extension LogWriter {
    /// Makes one change.
    ///
    /// - Throws: ``StoreError/damagedRecord(sequence:problem:)`` where the item to patch does not read back.
    fileprivate mutating func apply(_ change: ItemChange) throws -> ItemChangeOutcome {
        switch change {
        case .put(let item): return outcome(try append(LogRow(item)))
        case .delete(let id): return outcome(try append(LogRow(LogEntry.itemDeleted(id))))
        case .patch(let id, let patch):
            guard let document = try itemDocument(id.value) else { return .unknown }
            guard let item = try JSONParser.parse(document).object else {
                throw StoreError.damagedRecord(sequence: 0, problem: "the item to patch is not a JSON object")
            }
            do {
                return outcome(try append(LogRow(try Item(json: item.merging(patch: patch), id: id))))
            } catch let error as FieldError {
                return .refused(error)
            }
        }
    }

    private func outcome(_ outcome: AppendOutcome) -> ItemChangeOutcome {
        switch outcome {
        case .appended(let sequence): .changed(sequence: sequence)
        case .duplicate, .unchanged, .taken: .unchanged
        }
    }
}
