public import Domain
import Store

/// What became of one event.
public enum EventOutcome: Hashable, Sendable {
    /// It is durable and counted, at this place in the log.
    case accepted(sequence: Int64)
    /// It was there already.
    case duplicate
}

extension Kindred {
    /// Makes events durable and part of the state, and returns after the fsync; what is recommended next knows them.
    ///
    /// - Returns: One outcome an event, in the order given.
    /// - Throws: ``EngineError/busy(retryAfterSeconds:)`` when the bounded queue is full,
    ///   ``EngineError/notWritable(_:retryAfterSeconds:)`` or ``EngineError/failed(_:)`` when the log cannot be
    ///   written; in each case nothing was stored.
    public func record(_ events: [Event]) async throws -> [EventOutcome] {
        try await withCheckedContinuation { continuation in
            record(events) { continuation.resume(returning: $0) }
        }.get()
    }

    /// Records events as ``record(_:)`` does, and calls `answer` once with what that returns or throws.
    ///
    /// - Parameter answer: Called on the thread that tells everybody else too, so it should be quick; for no events before
    ///   this returns.
    package func record(
        _ events: [Event], then answer: @escaping @Sendable (Result<[EventOutcome], EngineError>) -> Void
    ) {
        guard !events.isEmpty else { return answer(.success([])) }
        store.appendGrouped(events.map(LogEntry.event)) { result in
            switch result {
            case .success(let outcomes):
                let outcomes = outcomes.map(EventOutcome.init)
                self.countDuplicates(outcomes)
                answer(.success(outcomes))
            case .failure(let error): answer(.failure(EngineError(error)))
            }
        }
    }

    /// Appends entries in a group with whatever else arrives now; they are folded in when this returns.
    func append(_ entries: [LogEntry]) async throws -> [AppendOutcome] {
        do { return try await store.appendGrouped(entries) } catch { throw EngineError(error) }
    }
}

extension EventOutcome {
    /// What it means for an event.
    fileprivate init(_ outcome: AppendOutcome) {
        switch outcome {
        case .appended(let sequence): self = .accepted(sequence: sequence)
        case .duplicate, .unchanged, .taken: self = .duplicate
        }
    }
}
