import Dispatch
import Domain
import GRDB
import Synchronization

/// Lets calls that arrive together share one transaction and one sync.
///
/// Guards the queue of calls that wait. The first call starts a drain on the store's writing connection; while its
/// transaction is synced, later calls gather and make the next one, so the group grows with the load by itself
/// and a lone call waits for nobody. Whoever follows the log hears of a group after its sync and before its answers,
/// on a thread of its own, while the next group is written.
final class GroupCommit: Sendable {
    /// How many entries may be on their way, from the call to its answer.
    static let maximumWaitingEntries = 50_000
    /// How many bytes the columns of the entries on their way may have.
    static let maximumWaitingBytes = 64 << 20
    /// How many entries one transaction takes before it is closed, so that the first callers do not wait for ever.
    static let maximumGroupEntries = 10_000

    private struct Queue {
        var calls: [GroupedCall] = []
        var isDraining = false
        /// What waits and what is being written.
        var (entries, bytes) = (0, 0)
    }

    private let queue = Mutex(Queue())
    private let follower = Mutex<LogFollower?>(nil)
    private let following = DispatchQueue(label: "kindred.store.following", qos: .userInitiated)

    /// How many entries are on their way.
    var waitingEntries: Int { queue.withLock(\.entries) }

    /// Has `follower` told of every group from now on.
    func follow(_ follower: @escaping LogFollower) { self.follower.withLock { $0 = follower } }

    /// Waits until `entries`, whose columns are `rows`, are in the log of `store`.
    func submit(_ entries: [LogEntry], _ rows: [LogRow], to store: LogStore) async throws(StoreError)
        -> [AppendOutcome]
    {
        let bytes = rows.reduce(0) { $0 + $1.size }
        let result = await withCheckedContinuation { continuation in
            enqueue(GroupedCall(entries: entries, rows: rows, bytes: bytes, continuation: continuation), store)
        }
        return try result.get()
    }

    private func enqueue(_ call: GroupedCall, _ store: LogStore) {
        enum Admission { case refused(waiting: Int), joined, first }
        let admission = queue.withLock { queue -> Admission in
            let (entries, bytes) = (queue.entries + call.rows.count, queue.bytes + call.bytes)
            let isTooMuch = entries > Self.maximumWaitingEntries || bytes > Self.maximumWaitingBytes
            guard queue.entries == 0 || !isTooMuch else { return .refused(waiting: queue.entries) }
            queue.calls.append(call)
            (queue.entries, queue.bytes) = (entries, bytes)
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
            self.finish(group, Self.commit(group, to: store, on: database))
            self.startDrain(store)
        }
    }

    private static func commit(
        _ group: [GroupedCall], to store: LogStore, on database: Database
    ) -> Result<[[AppendOutcome]], StoreError> {
        Result { () throws(StoreError) in
            try StoreError.translating(store.path) {
                try store.write(on: database) { writer in
                    try group.map { call in try call.rows.map { try writer.append($0) } }
                }
            }
        }
    }

    /// Tells the follower of `group`, and then its callers what became of them.
    private func finish(_ group: [GroupedCall], _ result: Result<[[AppendOutcome]], StoreError>) {
        guard case .success(let outcomes) = result, let follower = follower.withLock({ $0 }) else {
            return answer(group, result)
        }
        following.async {
            follower(GroupedCall.records(of: group, outcomes))
            self.answer(group, result)
        }
    }

    private func answer(_ group: [GroupedCall], _ result: Result<[[AppendOutcome]], StoreError>) {
        queue.withLock { queue in
            for call in group {
                queue.entries -= call.rows.count
                queue.bytes -= call.bytes
            }
        }
        switch result {
        case .success(let outcomes):
            for (call, outcome) in zip(group, outcomes) { call.continuation.resume(returning: .success(outcome)) }
        case .failure(let error):
            for call in group { call.continuation.resume(returning: .failure(error)) }
        }
    }

    /// The calls of the next transaction, the longest waiting first; nil ends the drain.
    private func nextGroup() -> [GroupedCall]? {
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
            return group
        }
    }
}
