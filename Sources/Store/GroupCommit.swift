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
    /// How many calls a group must have had for the next one to wait until ``leastInterval`` after it began, so that
    /// calls which come one by one from many sides share syncs instead of each waiting for one.
    static let crowd = 4
    /// The least time from one group to the next while there is a crowd. A group of few calls costs as much as one of
    /// many: 0.1 ms of processor, and a sync.
    static let leastInterval = Duration.milliseconds(1)

    private struct Queue {
        var calls: [GroupedCall] = []
        var isDraining = false
        /// What waits and what is being written.
        var (entries, bytes) = (0, 0)
        /// When the next group may begin.
        var nextBeginning = ContinuousClock.now
    }

    private let followed = Atomic<Int64>(0)

    private let queue = Mutex(Queue())
    private let follower = Mutex<LogFollower?>(nil)
    private let gathering = DispatchQueue(label: "kindred.store.gathering", qos: .userInitiated)
    private let following = DispatchQueue(label: "kindred.store.following", qos: .userInitiated)

    /// How many entries are on their way.
    var waitingEntries: Int { queue.withLock(\.entries) }

    /// The last record that the follower was told of, or is about to be; 0 before the first.
    var lastFollowed: Int64 { followed.load(ordering: .acquiring) }

    /// Has `follower` told of every group from now on.
    func follow(_ follower: @escaping LogFollower) { self.follower.withLock { $0 = follower } }

    /// Has `call` written into the log of `store` and answered.
    func submit(_ call: GroupedCall, to store: LogStore) {
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
        case .refused(let waiting): call.answer(.failure(.busy(waiting: waiting)))
        case .joined: break
        case .first: startDrain(store)
        }
    }

    /// Has the next group written as soon as it may begin; somebody who calls alone never waits.
    private func startDrain(_ store: LogStore) {
        let wait = queue.withLock(\.nextBeginning) - .now
        guard wait > .zero else { return drain(store) }
        gathering.asyncAfter(deadline: .now() + wait / .seconds(1)) { self.drain(store) }
    }

    /// Writes one group and queues up again for the next, so that other writers of this process get their turn.
    private func drain(_ store: LogStore) {
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
                    try group.map { call in try writer.append(call.rows) }
                }
            }
        }
    }

    /// Tells the follower of `group`, and then its callers what became of them.
    private func finish(_ group: [GroupedCall], _ result: Result<[[AppendOutcome]], StoreError>) {
        guard case .success(let outcomes) = result, let follower = follower.withLock({ $0 }) else {
            return answer(group, result)
        }
        if let last = GroupedCall.lastSequence(outcomes) { followed.store(last, ordering: .releasing) }
        following.async {
            follower(GroupedCall.runs(of: group, outcomes))
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
            for (call, outcome) in zip(group, outcomes) { call.answer(.success(outcome)) }
        case .failure(let error):
            for call in group { call.answer(.failure(error)) }
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
            if count >= Self.crowd, entries < Self.maximumGroupEntries {
                queue.nextBeginning = .now + Self.leastInterval
            }
            return group
        }
    }
}
