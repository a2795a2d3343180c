import Domain
import Logging
import State
import Store

extension Kindred {
    /// How many bytes an entry of a history takes in memory, with its share of the tables around it.
    private static let bytesPerEntry = 120

    /// Writes a snapshot of the state where it is worth it, and gives back the memory of histories that are in it.
    ///
    /// Worth it is a state `snapshots.records` ahead of the last snapshot, or one whose histories take
    /// more than a quarter of the memory budget. Requests and writers go on meanwhile. Calls do not overlap: one that
    /// finds another at work returns at once.
    public func keepState() {
        guard purpose == .serving, let (ahead, isLarge) = beginKeeping() else { return }
        defer { endKeeping() }
        guard ahead >= config.snapshots.records || isLarge else { return }
        do {
            let state = self.state
            try snapshots.write(state, of: store)
            noteSnapshot(at: state.position)
            guard isLarge, let stored = storedState() else { return }
            try catchUp(from: stored)
        } catch {
            logger.warning("The next start will take longer: \(error)")
        }
    }

    /// Whether the state equals a fold of the whole log from its beginning, bit for bit.
    ///
    /// - Returns: The position both were compared at, and whether they are equal.
    /// - Throws: ``EngineError/failed(_:)`` when the log cannot be read.
    package func stateEqualsFold() throws -> (position: Int64, isEqual: Bool) {
        let state = storedState() ?? LiveState(weights: config.events)
        var (resumed, folded) = (state, LiveState(weights: config.events))
        let last = try translatingErrors { try store.lastSequence() }
        try translatingErrors {
            try store.forEachRecord(after: resumed.position, through: last) { resumed.apply($0) }
            try store.forEachRecord(through: last) { folded.apply($0) }
        }
        return (last, resumed.checksum() == folded.checksum())
    }

    /// The state of the newest snapshot; nil where there is none.
    func storedState() -> LiveState? {
        snapshots.newest(in: store, weights: config.events) { logger.warning("\($0)") }
    }

    /// Whether histories in memory are past their share of the budget.
    func isLarge(_ state: LiveState) -> Bool {
        state.historyEntriesInMemory * Self.bytesPerEntry > config.memoryBytes / 4
    }
}
