package import Domain
import Releases
package import Serving
import State

/// Under what a decision is made again.
package struct DecisionTrial: Hashable, Sendable {
    /// The release; nil takes the one that made it.
    package var release: Int?
    /// The rules of the shop in the place of the release's; nil takes the release's.
    package var rules: [Rule]?
    /// How many records are folded at most to have the state of then.
    package var maximumRecords: Int64

    /// The most records that a server folds for one replay: some twenty seconds of one processor.
    package static let servedRecords: Int64 = 5_000_000

    /// As it was; set the rest where it is to be otherwise.
    package init(maximumRecords: Int64 = Self.servedRecords) { self.maximumRecords = maximumRecords }

    /// Whether the release and its rules are those that made the decision.
    package var isAsItWas: Bool { release == nil && rules == nil }
}

/// A decision made again, beside the record of it.
package struct DecisionReplay: Sendable {
    /// The record.
    package let record: DecisionRecord
    /// What is decided now.
    package let decision: Decision
    /// What differs.
    package let difference: DecisionDifference
    /// What keeps out those of the items that went which may not be in the list now.
    package let refusals: [ItemID: ItemRefusal]
    /// What there is to say about the rules of the trial beside the catalogue of then; empty where it has none.
    package let findings: [RuleFinding]
    /// Whether release and rules were those that made the decision.
    package let isAsItWas: Bool
    /// How many records it took to have the state of then.
    package let foldedRecords: Int64
    /// How often records were removed from the log so far: what they told is missing now.
    package let removals: Int64
    /// Wall time.
    package let seconds: Double
}

extension Kindred {
    /// Makes the decision `id` again, from the state as it was then, off the serving path and one at a time.
    ///
    /// - Throws: ``DecisionError``; `FieldError` for a request that the release of the trial cannot answer; `RuleError` for
    ///   rules that cannot be used; ``EngineError/failed(_:)`` when the log or the release cannot be read.
    /// - Complexity: O(records since the last snapshot before the decision), or of the whole log up to it.
    package func replay(_ id: DecisionID, _ trial: DecisionTrial = DecisionTrial()) async throws -> DecisionReplay {
        let record = try await decisionRecord(id)
        return try await questions.answer { try self.replay(record, trial) }
    }

    private func replay(_ record: DecisionRecord, _ trial: DecisionTrial) throws -> DecisionReplay {
        let start = ContinuousClock().now
        guard let asked = record.decision.request else { throw DecisionError.noRequest(record.decision.id) }
        var release = try (trial.release ?? record.decision.release).map { try pastRelease($0) }
        if let rules = trial.rules {
            guard let made = release else {
                throw FieldError("rules", "need a release; the decision was made without one, so name one")
            }
            release = try with(rules, made)
        }
        var request = try RequestChecks.check(asked, release)
        if let original = record.decision.original {
            (request.decision, request.time) = (original.id, original.time)
        }
        let past = try pastState(at: record.decision.logPosition, maximumRecords: trial.maximumRecords)
        let decision = Self.shown(decide(request, release, past.state), as: record.decision)
        let difference = DecisionDifference(record.decision, decision)
        return DecisionReplay(
            record: record, decision: decision, difference: difference,
            refusals: ItemRefusal.refusals(of: difference.went.map(\.item), request, release, past.state),
            findings: try findings(trial, release, past.state, at: request.time),
            isAsItWas: trial.isAsItWas, foldedRecords: past.foldedRecords, removals: past.removals,
            seconds: (ContinuousClock().now - start).inSeconds)
    }

    private func findings(
        _ trial: DecisionTrial, _ release: ServingRelease?, _ state: LiveState, at time: Timestamp
    ) throws -> [RuleFinding] {
        guard trial.rules != nil, let release else { return [] }
        return try RuleInspection.findings(release.settings, state, at: time)
    }

    /// `decision` as a cache shows it again, where `record` is of a list that was shown so.
    private static func shown(_ decision: Decision, as record: Decision) -> Decision {
        guard let original = record.original else { return decision }
        var again = decision
        (again.id, again.time) = (record.id, record.time)
        again.original = OriginalDecision(id: original.id, source: decision.source, time: original.time)
        again.source = .cached
        return again
    }

    /// The release `number`: the one that serves, or else from its files.
    private func pastRelease(_ number: Int) throws -> ServingRelease {
        if let serving = servingRelease, serving.number == number { return serving }
        let known = try translatingErrors { try archive.list().map(\.number) }
        guard known.contains(number) else { throw DecisionError.noRelease(number, known: known) }
        return try loadRelease(number)
    }

    private func with(_ rules: [Rule], _ release: ServingRelease) throws -> ServingRelease {
        _ = try CompiledRules(rules)
        var settings = release.settings
        settings.rules = rules
        return release.with(try settings.validated())
    }
}
