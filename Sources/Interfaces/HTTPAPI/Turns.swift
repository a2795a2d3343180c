/// Lets those who change one record go one after the other.
///
/// A patch reads, merges and writes; two patches of one item at a time would lose one of the changes.
/// An actor because it guards who is at it and who waits. Those who wait are at most the open connections.
actor Turns {
    /// Who waits, by record, while somebody is at it.
    private var waiting: [String: [CheckedContinuation<Void, Never>]] = [:]

    /// Runs `work` when everybody who asked for `record` before is done.
    func take<Result: Sendable>(_ record: String, _ work: @Sendable () async throws -> Result) async throws -> Result {
        if waiting[record] == nil {
            waiting[record] = []
        } else {
            await withCheckedContinuation { waiting[record, default: []].append($0) }
        }
        defer { leave(record) }
        return try await work()
    }

    private func leave(_ record: String) {
        guard var queue = waiting[record], !queue.isEmpty else {
            waiting[record] = nil
            return
        }
        let next = queue.removeFirst()
        waiting[record] = queue
        next.resume()
    }
}
