package import Domain
import Ingest
import Store

/// What the checks find in the whole log, with examples.
package struct CheckReport: Sendable {
    /// The counts.
    package let standing: CheckStanding
    /// The latest marked events of each check that was asked about, in the order of the log.
    package let examples: [Check: [CheckExample]]
}

/// An event that a check marked.
package struct CheckExample: Sendable {
    /// Its place in the log.
    package let sequence: Int64
    /// The event.
    package let event: Event
    /// Why it was marked: the end of a sentence, with figures.
    package let reason: String
}

extension Kindred {
    /// The most examples of a check.
    package static let maximumExamples = 1_000_000

    /// Makes the checks anew over the whole log, as the configuration says, and keeps nothing of it.
    ///
    /// - Parameters:
    ///   - checks: The checks to give examples of.
    ///   - count: How many of each, the latest; 0...``maximumExamples``.
    /// - Throws: ``EngineError/failed(_:)`` when the log cannot be read.
    package func examineLog(
        examplesOf checks: [Check] = Check.allCases, count: Int, progress: ProgressHandler = { _ in }
    ) throws -> CheckReport {
        var fold = LogFold(config)
        var examples: [Check: LatestExamples] = [:]
        try translatingErrors {
            let last = try store.lastSequence()
            try store.forEachRecord(through: last) { record in
                let marks = fold.apply(record)
                if record.sequence % 65_536 == 0 {
                    progress(
                        WorkProgress(phase: "checking the log", done: record.sequence, total: last, unit: "records"))
                }
                guard !marks.isEmpty, count > 0, case .event(let event) = record.entry else { return }
                for check in marks.checks where checks.contains(check) {
                    let reason = fold.screening.checks.reason(check, event)
                    examples[check, default: LatestExamples(maximum: count)].add(
                        CheckExample(sequence: record.sequence, event: event, reason: reason))
                }
            }
        }
        return CheckReport(
            standing: CheckStanding(CheckTally(fold.screening), config.checks, duplicateIDs: 0),
            examples: examples.mapValues(\.inOrder))
    }
}

/// The last so many examples.
private struct LatestExamples {
    let maximum: Int
    private var ring: [CheckExample] = []
    private var next = 0

    init(maximum: Int) { self.maximum = maximum }

    var inOrder: [CheckExample] { Array(ring[next...] + ring[..<next]) }

    mutating func add(_ example: CheckExample) {
        if ring.count < maximum { return ring.append(example) }
        ring[next] = example
        next = (next + 1) % maximum
    }
}
