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
    /// finds another at work returns at once. A state that was folded before records were removed is folded anew first.
    public func keepState() {
        guard purpose == .serving, let (ahead, isLarge) = beginKeeping() else { return }
        defer { endKeeping() }
        do {
            let isNew = try foldAfterRemovals()
            guard isNew || ahead >= config.snapshots.records || isLarge else { return }
            let (fold, removals) = (self.fold, foldedRemovals)
            guard fold.state.position >= config.snapshots.records || isLarge else { return }
            try snapshots.write(fold, of: store, removals: removals)
            noteSnapshot(at: fold.state.position)
            guard isLarge, var stored = storedFold() else { return }
            // What is kept by the versions of visitors stays good: it is the same log.
            if !isNew { stored.resumeVersions(of: state) }
            try catchUp(from: stored)
        } catch {
            logger.warning("The next start will take longer: \(error)")
        }
    }

    /// Folds the log from its beginning where records were removed since the state was folded, and says whether it did.
    ///
    /// Requests and writers go on with the former state meanwhile, which takes in what is new as ever.
    /// - Throws: ``EngineError/failed(_:)`` when the log cannot be read; the former state stays.
    func foldAfterRemovals() throws -> Bool {
        let removals = try translatingErrors { try store.removals() }
        guard removals != foldedRemovals else { return false }
        var fresh = LogFold(config)
        try translatingErrors { try store.forEachRecord { fresh.apply($0) } }
        try catchUp(from: fresh)
        noteRemovals(removals)
        noteSnapshot(at: 0)
        return true
    }

    /// Writes a snapshot of what a removal left, so that the next start need not fold the whole log; only where the log
    /// is long enough to be worth it. For a process that serves nothing.
    ///
    /// - Throws: ``EngineError/failed(_:)``.
    func renewSnapshot() throws {
        let removals = try translatingErrors { try store.removals() }
        guard try translatingErrors({ try store.lastSequence() }) >= config.snapshots.records else { return }
        var fold = LogFold(config)
        try translatingErrors {
            try store.forEachRecord { fold.apply($0) }
            try snapshots.write(fold, of: store, removals: removals)
        }
    }

    /// Whether the state and the checks' memory equal a fold of the whole log from its beginning, bit for bit.
    ///
    /// - Returns: The position both were compared at, and whether they are equal.
    /// - Throws: ``EngineError/failed(_:)`` when the log cannot be read.
    package func stateEqualsFold() throws -> (position: Int64, isEqual: Bool) {
        let empty = LogFold(config)
        var (resumed, folded) = (storedFold() ?? empty, empty)
        let last = try translatingErrors { try store.lastSequence() }
        try translatingErrors {
            try store.forEachRecord(after: resumed.state.position, through: last) { resumed.apply($0) }
            try store.forEachRecord(through: last) { folded.apply($0) }
        }
        return (last, resumed.equals(folded))
    }

    /// The fold of the newest snapshot; nil where there is none.
    func storedFold() -> LogFold? {
        snapshots.newest(in: store, config) { logger.warning("\($0)") }
    }

    /// Whether histories in memory are past their share of the budget.
    func isLarge(_ state: LiveState) -> Bool {
        state.historyEntriesInMemory * Self.bytesPerEntry > config.memoryBytes / 4
    }
}
