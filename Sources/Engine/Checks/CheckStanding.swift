public import Domain
import Ingest
import Synchronization

/// What the checks found in the events of the log so far, and what their policies do with it.
public struct CheckStanding: Hashable, Sendable {
    /// The events of the log.
    public var events: Int64
    /// The events with a mark of any check.
    public var marked: Int64
    /// The events that no state and no training counts.
    public var leftOut: Int64
    /// The events that wait for their item.
    public var held: Int64
    /// The events that were sent again under an id that the log has, since the engine was opened; they are not in the
    /// log.
    public var duplicateIDs: Int64
    /// Each check, in the order of `Check.allCases`.
    public var checks: [Line]

    /// What one check found.
    public struct Line: Hashable, Sendable {
        /// The check.
        public var check: Check
        /// What becomes of the events it marks.
        public var policy: CheckPolicy
        /// The events it marked.
        public var marked: Int64
    }
}

extension Kindred {
    /// What the checks found in what the state has folded in so far.
    public var checkStanding: CheckStanding {
        CheckStanding(checkTally, config.checks, duplicateIDs: duplicateIDs.load(ordering: .relaxed))
    }

    /// Counts the duplicates among what became of a request's events.
    func countDuplicates(_ outcomes: [EventOutcome]) {
        let count = outcomes.count { $0 == .duplicate }
        if count > 0 { duplicateIDs.add(Int64(count), ordering: .relaxed) }
    }
}

extension CheckStanding {
    /// What `tally` says under `settings`.
    init(_ tally: CheckTally, _ settings: CheckSettings, duplicateIDs: Int64) {
        self.init(
            events: tally.counts.events, marked: tally.counts.marked, leftOut: tally.leftOut, held: tally.held,
            duplicateIDs: duplicateIDs,
            checks: Check.allCases.map {
                Line(check: $0, policy: settings.policy(of: $0), marked: tally.counts.marked(by: $0))
            })
    }
}

/// What is counted while the log is folded.
struct CheckTally: Sendable {
    /// Events examined and marked.
    var counts = CheckCounts()
    /// Events left out.
    var leftOut: Int64 = 0
    /// Events that wait.
    var held: Int64 = 0

    /// Nothing yet.
    init() {}

    /// What `screening` counted.
    init(_ screening: Screening) {
        (counts, leftOut, held) = (screening.checks.counts, screening.leftOut, Int64(screening.held.count))
    }
}
