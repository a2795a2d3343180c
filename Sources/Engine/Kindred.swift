package import Domain
import Foundation
import Logging
import Releases
package import Serving
package import State
import Store
import Synchronization

/// One tenant's engine: its log, its state and its releases, under one data directory.
///
/// A class because it guards that shared state. Requests read a snapshot and never wait for a writer; writers take
/// turns at the log, and the state is folded from the log by sequence number, so it holds what every process wrote.
public final class Kindred: Sendable {
    /// The version of the program, as releases and the API state it.
    public static let version = "0.1.0"

    /// The directory that holds everything.
    public let directory: String
    /// The settings it was opened with.
    public let config: KindredConfig

    /// Which events are taken in, over HTTP and from files.
    package let admission: EventAdmission

    let store: LogStore
    let archive: ReleaseArchive
    let snapshots: StateSnapshots
    let logger: Logger
    let decisions: DecisionRecorder
    let quarantine: QuarantineKeeper
    let clocks = SenderClocks()
    let randomNumbers = RandomNumbers()
    /// Lists that may be shown again, and those that are being made.
    let lists: ListCache
    let flights = ListFlights()
    let questions = QuestionDesk()
    /// What was sent to whom, as far as somebody asked.
    let sentLists = Mutex(SentLists())
    /// Keeps requests away from the log while it cannot be read for ``sentLists``.
    let sentListsBreaker = Breaker()
    private let live: Mutex<LiveState>
    private let champion = Mutex(Champion())
    /// What stands before the state. Held while the log is folded, so that two folds do not both start from the same
    /// position, and it is where the state is.
    private let folding: Mutex<Screening>
    private let tally = Mutex(CheckTally())
    /// Whether a fold of what this process committed failed, and is to be made up for.
    private let isBehind = Atomic(false)
    /// How many events were sent again under an id that the log has, since the engine was opened.
    let duplicateIDs = Atomic<Int64>(0)
    /// The position of the last snapshot, and whether one is being written.
    private let keeping = Mutex((position: Int64(0), isBusy: false))
    /// `LogStore.removals` as it was when the state was folded from its beginning.
    private let removalsFolded = Mutex(Int64(0))

    /// What an engine is opened for.
    public enum Purpose: Hashable, Sendable {
        /// Answering requests: the log is folded into the state, and the champion is loaded.
        case serving
        /// Imports, training and the like: neither is done, so that opening a long log costs nothing.
        case batch
    }

    /// What it was opened for.
    public let purpose: Purpose

    /// Opens the data directory.
    ///
    /// A champion whose files are damaged is logged, and the last champion before it that is whole serves; where there
    /// is none, lists are made without a release. So whatever puts it right can be run: a rollback, a training.
    /// - Parameter creates: Whether a missing directory is made; otherwise it is an error.
    /// - Throws: `InvalidSetting` for a setting out of range; ``EngineError/failed(_:)`` when the directory cannot be
    ///   used, or is missing and not to be made.
    public init(
        directory: String, config: KindredConfig = KindredConfig(), purpose: Purpose = .serving, creates: Bool = true
    ) throws {
        self.config = try config.validated()
        (self.directory, self.purpose) = (directory, purpose)
        admission = EventAdmission(
            weights: config.events, intake: config.intake, retention: config.retention.events)
        logger = Logger(label: "kindred.engine")
        store = try translatingErrors {
            try LogStore(
                directory: directory, mode: creates ? .create : .existing, cacheBytes: config.storeCacheBytes)
        }
        archive = ReleaseArchive(directory: URL(filePath: directory).appending(path: "releases"))
        snapshots = StateSnapshots(data: directory)
        live = Mutex(LiveState(weights: config.events, settings: config.state))
        folding = Mutex(Screening(config.checks))
        decisions = DecisionRecorder(
            store: store, perSecond: config.decisions.perSecond, logger: logger)
        lists = ListCache(capacity: purpose == .serving ? config.cacheBytes : 0)
        quarantine = QuarantineKeeper(store: store, maximum: config.quarantine.maximum, logger: logger)
        guard purpose == .serving else { return }
        store.follow { [weak self] in self?.fold($0) }
        noteRemovals(try translatingErrors { try store.removals() })
        let stored = storedFold()
        if let stored { noteSnapshot(at: stored.state.position) }
        try catchUp(from: stored)
        takeUpAnyChampion()
    }

    /// Waits for the decisions and refused events under way to be written, and keeps the state for the next start.
    public func close() async {
        await decisions.drain()
        await quarantine.drain()
        keepState()
    }

    /// Folds in what this and other processes wrote, and takes up a new champion. Cheap when there is nothing new.
    ///
    /// - Throws: ``EngineError/failed(_:)`` when the log cannot be read or the champion's files are damaged; what was
    ///   served before goes on being served.
    public func refresh() throws {
        // What this process committed is on its way to the state already; reading it as well would cost as much again.
        let known = max(live.withLock { $0.position }, isBehind.load(ordering: .acquiring) ? 0 : store.lastFollowed)
        if try translatingErrors({ try store.lastSequence() }) > known {
            try catchUp()
            isBehind.store(false, ordering: .releasing)
        }
        try takeUpChampion()
    }

    /// What is known right now: a snapshot that no later write changes.
    package var state: LiveState { live.withLock { $0 } }

    /// Looks at the state without a copy of it. Writers wait meanwhile.
    func withState<Result>(_ look: (LiveState) -> Result) -> Result { live.withLock { look($0) } }

    /// The release that serves right now.
    package var servingRelease: ServingRelease? { champion.withLock { $0.release } }

    /// The terms of `placement` right now; nil where there is no such placement.
    func listTerms(of placement: Placement) -> ListTerms? { champion.withLock { $0.terms(of: placement) } }

    /// How far the state is ahead of the last snapshot, and whether it takes too much memory; nil while one is being
    /// written. To be followed by ``endKeeping()``.
    func beginKeeping() -> (ahead: Int64, isLarge: Bool)? {
        let state = self.state
        return keeping.withLock { keeping in
            guard !keeping.isBusy else { return nil }
            keeping.isBusy = true
            return (state.position - keeping.position, isLarge(state))
        }
    }

    /// Lets the next snapshot be written.
    func endKeeping() { keeping.withLock { $0.isBusy = false } }

    /// Remembers that there is a snapshot at `position`.
    func noteSnapshot(at position: Int64) { keeping.withLock { $0.position = position } }

    /// How often records had been removed when the state was folded from its beginning.
    var foldedRemovals: Int64 { removalsFolded.withLock { $0 } }

    /// Remembers that the state was folded after `removals` removals.
    func noteRemovals(_ removals: Int64) { removalsFolded.withLock { $0 = removals } }

    /// What the checks found so far.
    var checkTally: CheckTally { tally.withLock { $0 } }

    /// The fold of the log as far as it has come, for a snapshot.
    var fold: LogFold { folding.withLock { LogFold(state: state, screening: $0) } }

    /// Folds the log's new records into the state, or into an equal fold that replaces it.
    ///
    /// Where the log cannot be read on, what was folded up to there counts: a fold of a part of the log is one.
    func catchUp(from replacement: LogFold? = nil) throws {
        try folding.withLock { screening in
            if let replacement { screening = replacement.screening }
            var next = replacement?.state ?? state
            defer {
                // The former state is freed behind the lock: a large one takes a while.
                _ = live.withLock { live in
                    defer { live = next }
                    return live
                }
                tally.withLock { $0 = CheckTally(screening) }
            }
            try translatingErrors {
                try store.forEachRecord(after: next.position) { screening.apply($0, to: &next) }
            }
        }
    }

    /// Folds in what this process just committed, from memory where nobody else wrote in between.
    ///
    /// In place, a few records at a time: a request waits for at most as many, and nothing is copied but what a request
    /// that is under way still reads. What is committed is acknowledged, come what may: where the fold fails, the state
    /// follows at the next refresh.
    private func fold(_ runs: [LogRun]) {
        guard let first = runs.first?.first, let end = runs.last?.end else { return }
        folding.withLock { screening in
            guard live.withLock({ $0.position }) >= first - 1 else { return }
            for run in runs { fold(run, &screening) }
            tally.withLock { $0 = CheckTally(screening) }
        }
        guard live.withLock({ $0.position }) < end - 1 else { return }
        do { try catchUp() } catch {
            isBehind.store(true, ordering: .releasing)
            logger.error("The state lags behind the log: \(error)")
        }
    }

    private func fold(_ run: LogRun, _ screening: inout Screening) {
        run.entries.withUnsafeBufferPointer { entries in
            for start in stride(from: 0, to: entries.count, by: Self.recordsAtOnce) {
                live.withLock { state in
                    for place in start..<min(entries.count, start + Self.recordsAtOnce) {
                        screening.apply(entries[place], at: run.first + Int64(place), to: &state)
                    }
                }
            }
        }
    }

    /// How many records are folded in while no request can take a snapshot: a quarter of a millisecond.
    private static let recordsAtOnce = 256

    private func takeUpAnyChampion() {
        do {
            try takeUpChampion()
        } catch {
            let former = (try? archive.championHistory().dropLast().reversed()) ?? []
            let loaded = former.lazy.compactMap { try? self.loadRelease($0) }.first
            champion.withLock { $0 = Champion(loaded) }
            let substitute = loaded.map { "Release \($0.number) serves in its place." } ?? "No release serves."
            logger.error("The champion cannot serve. \(substitute) \(error)")
        }
    }

    private func takeUpChampion() throws {
        let number = try translatingErrors { try archive.champion() }
        guard number != champion.withLock({ $0.release?.number }) else { return }
        let loaded = try number.map { try loadRelease($0) }
        loaded?.prepare(state)
        champion.withLock { $0 = Champion(loaded) }
        if let number { logger.info("Release \(number) serves now.") }
    }
}

/// Runs `work` and puts what the rooms below throw into the engine's one error.
func translatingErrors<Result>(_ work: () throws -> Result) throws -> Result {
    do {
        return try work()
    } catch let error as StoreError {
        throw EngineError(error)
    } catch let error as ReleaseError {
        throw EngineError.failed(error.description)
    }
}
