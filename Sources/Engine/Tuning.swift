import Domain
package import Evaluation
import Foundation
package import Ingest
package import Models

/// What a search for good settings is asked for.
package struct TuneRequest: Sendable {
    /// The models by name, each searched by itself.
    package var models: [String]
    /// Settings that stay as they are.
    package var settings: [SettingAssignment]
    /// What is looked for, the higher the better.
    package var metric: TuningMetric
    /// How the test part is cut from the log, and the validation part from what is left; nil takes `time` for the log
    /// and `random` for files.
    package var division: EvaluateRequest.Division?
    /// How the files are read, where the data comes from files.
    package var source: SourceOptions
    /// When the search for each model ends; the time is for all together.
    package var limits: TuningLimits
    /// All randomness comes from it; nil takes the configuration's.
    package var seed: UInt64?
    /// Where the files go, a directory.
    package var directory: String
    /// The file of the one configuration; nil is `MODEL.json` in `directory`.
    package var output: String?
    /// Whether journals that are there are emptied first.
    package var restarts: Bool

    /// A request with the defaults.
    package init(
        models: [String], settings: [SettingAssignment] = [], metric: TuningMetric,
        division: EvaluateRequest.Division? = nil, source: SourceOptions = SourceOptions(), limits: TuningLimits,
        seed: UInt64? = nil, directory: String, output: String? = nil, restarts: Bool = false
    ) {
        (self.models, self.settings, self.metric, self.division) = (models, settings, metric, division)
        (self.source, self.limits, self.seed) = (source, limits, seed)
        (self.directory, self.output, self.restarts) = (directory, output, restarts)
    }
}

extension Kindred {
    /// Searches good settings on the log: on a validation part of what is left without the test part, which only the
    /// winner is measured on, at the end.
    ///
    /// - Throws: ``EngineError/nothing(_:)`` for an empty log, `EvaluationError` for a division that leaves nobody,
    ///   `TuningError`, `ModelSelectionError` and `InvalidSetting` for what was asked.
    package func tune(
        _ request: TuneRequest, progress: @escaping ProgressHandler = { _ in }
    ) throws -> TuningReport {
        let workflow = try TuningWorkflow(request, config: config, progress: progress)
        let rule = (request.division ?? .time).rule(config, seed: workflow.seed)
        let (table, weights) = (try readInteractions(workflow.needs(), progress: progress), config.events)
        let validation = try Split(rule, table.withoutTest(rule, weights: weights), weights: weights)
        return try workflow.run(on: validation, test: SealedTest { try Split(rule, table, weights: weights) })
    }

    /// The same on a file, without a data directory; `test` is opened after the search.
    ///
    /// - Throws: As ``tune(_:progress:)``, and `IngestError` for a file that cannot be read.
    package static func tune(
        training: String, test: String?, _ request: TuneRequest, config: KindredConfig,
        progress: @escaping ProgressHandler = { _ in }
    ) throws -> TuningReport {
        let workflow = try TuningWorkflow(request, config: config, progress: progress)
        if let test, !FileManager.default.isReadableFile(atPath: test) {
            throw EngineError.failed("The test file \(test) is not there or cannot be read. Give --test a file.")
        }
        let rule = (request.division ?? .random).rule(config, seed: workflow.seed)
        var table = InteractionTable()
        try table.append(fileAt: training, options: request.source, weights: config.events)
        let validation = try Split(rule, table, weights: config.events)
        guard let test else { return try workflow.run(on: validation, test: nil) }
        return try workflow.run(
            on: validation,
            test: SealedTest {
                try split(training: training, test: test, source: request.source, weights: config.events)
            })
    }
}

extension EvaluateRequest.Division {
    /// The rule this names, with the shares of the configuration.
    func rule(_ config: KindredConfig, seed: UInt64, negatives: Int = 100) -> SplitRule {
        switch self {
        case .lastOne: .lastOne
        case .time: .time(share: config.training.holdoutFraction)
        case .users: .users(share: 0.2, seed: seed)
        case .random: .random(share: 0.2, seed: seed)
        case .sampledNegatives: .sampledNegatives(count: negatives, seed: seed)
        case .nextItem: .nextItem(share: config.training.holdoutFraction)
        }
    }
}
