import GRDB
import Synchronization

/// Lets calls that arrive together share one transaction and one sync.
///
/// Guards the queue of calls that wait. The first call starts a drain on the store's writing connection; while its
/// transaction is synced, later calls gather and make the next one, so the group grows with the load by itself
/// and a lone call waits for nobody.
final class GroupCommit: Sendable {
    /// How many entries may wait for the next transaction.
    static let maximumWaitingEntries = 50_000
    /// How many entries one transaction takes before it is closed, so that the first callers do not wait for ever.
    static let maximumGroupEntries = 10_000

    private struct Call: Sendable {
        let rows: [LogRow]
        let continuation: CheckedContinuation<Result<[AppendOutcome], StoreError>, Never>
    }

    private struct Queue {
        var calls: [Call] = []
        var entryCount = 0
        var isDraining = false
    }

    private let queue = Mutex(Queue())

    /// How many entries wait for the next transaction.
    var waitingEntries: Int { queue.withLock(\.entryCount) }

    /// Waits until `rows` are in the log of `store`.
    func submit(_ rows: [LogRow], to store: LogStore) async throws(StoreError) -> [AppendOutcome] {
        let result = await withCheckedContinuation { continuation in
            enqueue(Call(rows: rows, continuation: continuation), store)
        }
        return try result.get()
    }

    private func enqueue(_ call: Call, _ store: LogStore) {
        enum Admission { case refused(waiting: Int), joined, first }
        let admission = queue.withLock { queue -> Admission in
            let waiting = queue.entryCount
            guard waiting == 0 || waiting + call.rows.count <= Self.maximumWaitingEntries else {
                return .refused(waiting: waiting)
            }
            queue.calls.append(call)
            queue.entryCount += call.rows.count
            defer { queue.isDraining = true }
            return queue.isDraining ? .joined : .first
        }
        switch admission {
        case .refused(let waiting): call.continuation.resume(returning: .failure(.busy(waiting: waiting)))
        case .joined: break
        case .first: startDrain(store)
        }
    }

    /// Writes one group and queues up again for the next, so that other writers of this process get their turn.
    private func startDrain(_ store: LogStore) {
        store.pool.asyncWriteWithoutTransaction { database in
            guard let group = self.nextGroup() else { return }
            Self.answer(group, with: Self.commit(group, to: store, on: database))
            self.startDrain(store)
        }
    }

    private static func commit(
        _ group: [Call], to store: LogStore, on database: Database
    ) -> Result<[[AppendOutcome]], StoreError> {
        Result { () throws(StoreError) in
            try StoreError.translating(store.path) {
                try store.write(on: database) { writer in
                    try group.map { call in try call.rows.map { try writer.append($0) } }
                }
            }
        }
    }

    private static func answer(_ group: [Call], with result: Result<[[AppendOutcome]], StoreError>) {
        switch result {
        case .success(let outcomes):
            for (call, outcome) in zip(group, outcomes) { call.continuation.resume(returning: .success(outcome)) }
        case .failure(let error):
            for call in group { call.continuation.resume(returning: .failure(error)) }
        }
    }

    /// The calls of the next transaction, the longest waiting first; nil ends the drain.
    private func nextGroup() -> [Call]? {
        queue.withLock { queue in
            var (count, entries) = (0, 0)
            while count < queue.calls.count, count == 0 || entries < Self.maximumGroupEntries {
                entries += queue.calls[count].rows.count
                count += 1
            }
            guard count > 0 else {
                queue.isDraining = false
                return nil
            }
            let group = Array(queue.calls.prefix(count))
            queue.calls.removeFirst(count)
            queue.entryCount -= entries
            return group
        }
    }
}
