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
        let outcomes: [EventOutcome] = try await append(events.map(LogEntry.event)).map { outcome in
            switch outcome {
            case .appended(let sequence): .accepted(sequence: sequence)
            case .duplicate, .unchanged, .taken: .duplicate
            }
        }
        countDuplicates(outcomes)
        return outcomes
    }

    /// Appends entries in a group with whatever else arrives now; they are folded in when this returns.
    func append(_ entries: [LogEntry]) async throws -> [AppendOutcome] {
        do { return try await store.appendGrouped(entries) } catch { throw EngineError(error) }
    }
}
