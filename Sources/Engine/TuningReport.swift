package import Domain
package import Evaluation
import Foundation
import Models

/// What a search found.
package struct TuningReport: Sendable {
    /// What was looked for.
    package var metric: String
    /// How the validation part was cut.
    package var split: String
    /// All randomness came from it.
    package var seed: UInt64
    /// How many visitors a full measurement takes.
    package var visitors: Int
    /// The models in the order they were asked for.
    package var models: [Found]
    /// The model that did best on the validation part.
    package var winner: String
    /// The winner on the test part, the only model that was measured there; nil where there is no test part.
    package var test: Leaderboard?

    /// What was found for one model.
    package struct Found: Sendable {
        /// The measurements.
        package var outcome: TuningOutcome
        /// How many of them were in the journal already.
        package var resumed: Int
        /// What was written.
        package var files: Files
    }

    /// What a search of one model leaves.
    package struct Files: Hashable, Sendable {
        /// The configuration that was found, for `--model-config`.
        package var configuration: String
        /// Every measurement.
        package var journal: String
        /// The picture of the trials.
        package var picture: String
    }

    /// How many measurements a table shows.
    package static let shownCount = 10

    /// How the settings were found, as the configuration file says it.
    func sentence(for found: Found) -> String {
        let (outcome, best) = (found.outcome, found.outcome.best)
        var text = """
            By kindred tune: random search with successive halving, \(outcome.trialCount) configurations in \
            \(outcome.measurements.count) measurements, seed \(seed), by \(metric) on a validation part (\(split)) cut \
            from what may be learned from, \(best.visitors) users measured. Validation: \(metric) \
            \(Self.figure(best.value)).
            """
        guard let row = test?.rows.first, outcome.model == winner else { return text + " The test part was not read." }
        let shown = row.metrics.filter { $0.name == metric || $0.name.hasPrefix("recall@") || $0.name == "ndcg@20" }
        let figures = shown.map { "\($0.name) \(Self.figure($0.value))" }.joined(separator: ", ")
        text += " The test part was then measured once: \(figures)."
        return text
    }

    private static func figure(_ value: Double) -> String { String(format: "%.4f", value) }

    /// The report as JSON.
    package var json: JSONObject {
        [
            "metric": .string(metric), "split": .string(split), "seed": .integer(Int64(clamping: seed)),
            "validation_users": .integer(Int64(visitors)), "models": .array(models.map { .object($0.json) }),
            "winner": .string(winner), "test": test?.json ?? .null,
            "test_measurements": .integer(test == nil ? 0 : 1),
        ]
    }
}

extension TuningReport.Found {
    fileprivate var json: JSONObject {
        [
            "model": .string(outcome.model), "best": .object(outcome.best.json),
            "trials": .integer(Int64(outcome.trialCount)),
            "measurements": .array(outcome.ranking.map { .object($0.json) }),
            "resumed_measurements": .integer(Int64(resumed)), "seconds": .number(outcome.seconds),
            "configuration": .string(files.configuration), "journal": .string(files.journal),
            "picture": .string(files.picture),
        ]
    }
}
