import Domain
import State
import Store

/// The state as it was at a place in the log, and what it took to have it.
struct PastState: Sendable {
    /// The state.
    let state: LiveState
    /// How many records were folded.
    let foldedRecords: Int64
    /// How often records were removed from the log so far: then the state may have been another one.
    let removals: Int64
}

extension Kindred {
    /// The state as it was when the log ended at `position`: that of now where it stands there, else folded from the last
    /// snapshot before it, or from the log's beginning.
    ///
    /// Beside what serves, which goes on. The memory that it takes is that of a second state.
    /// - Parameter maximumRecords: How many records are folded at most.
    /// - Throws: ``DecisionError/tooLong(records:maximum:)``; ``EngineError/failed(_:)`` when the log cannot be read.
    func pastState(at position: Int64, maximumRecords: Int64) throws -> PastState {
        let removals = try translatingErrors { try store.removals() }
        if purpose == .serving {
            let present = state
            if present.position == position { return PastState(state: present, foldedRecords: 0, removals: removals) }
        }
        var fold = storedFold().flatMap { $0.state.position <= position ? $0 : nil } ?? LogFold(config)
        let start = fold.state.position
        guard position - start <= maximumRecords else {
            throw DecisionError.tooLong(records: position - start, maximum: maximumRecords)
        }
        var count: Int64 = 0
        try translatingErrors {
            try store.forEachRecord(after: start, through: position) { record in
                fold.apply(record)
                count += 1
            }
        }
        return PastState(state: fold.state, foldedRecords: count, removals: removals)
    }
}
