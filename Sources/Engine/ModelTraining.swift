import Domain
import Evaluation
import Models
import Synchronization

/// One model to train: its name, and the settings that differ from the defaults.
struct ModelOrder: Sendable {
    let name: String
    let settings: JSONObject

    /// The orders for `names`, each once, with `popular` first.
    ///
    /// - Throws: `ModelSelectionError` for an unknown model or setting; `InvalidSetting` for a value out of range.
    static func orders(_ names: [String], settings: [SettingAssignment]) throws -> [ModelOrder] {
        var ordered = [PopularModel.name]
        for name in names where !ordered.contains(name) { ordered.append(name) }
        return try ordered.map { name in
            let own = try SettingAssignment.settings(settings, for: name, among: ordered)
            _ = try ModelRegistry.config(of: name, settings: own)
            return ModelOrder(name: name, settings: own)
        }
    }
}

extension [ModelOrder] {
    /// What any of the models wants to know.
    ///
    /// - Throws: `ModelSelectionError`; `InvalidSetting`.
    func needs() throws -> TrainingNeeds {
        try reduce(into: TrainingNeeds()) {
            $0.formUnion(try ModelRegistry.needs(of: $1.name, settings: $1.settings))
        }
    }
}

/// A trained model and how long it took.
struct TrainedModel: Sendable {
    let name: String
    let model: any Model
    let seconds: Double
    /// The median epoch, where the model reports epochs.
    let secondsPerEpoch: Double?
}

extension ModelOrder {
    /// Trains the model under `options`, whose `onEpoch` is set here, and times it.
    func train(
        on set: TrainingSet, _ options: TrainingOptions, progress: @escaping ProgressHandler
    ) throws -> TrainedModel {
        let epochs = Mutex<[Double]>([])
        var options = options
        options.onEpoch = { report in
            epochs.withLock { $0.append(report.duration.inSeconds) }
            progress(
                WorkProgress(
                    phase: "training \(report.model)", done: Int64(report.epoch), total: Int64(report.epochs),
                    unit: "epochs"))
        }
        let clock = ContinuousClock()
        let start = clock.now
        let model = try ModelRegistry.train(name, set: set, settings: settings, options: options)
        let sorted = epochs.withLock { $0.sorted() }
        return TrainedModel(
            name: name, model: model, seconds: (clock.now - start).inSeconds,
            secondsPerEpoch: sorted.isEmpty ? nil : sorted[sorted.count / 2])
    }
}

extension TrainedModel {
    /// The model's row of a leaderboard: measured on what `split` holds out.
    func measured(
        on split: Split, by evaluator: Evaluator, progress: @escaping ProgressHandler
    ) throws -> Leaderboard.Row {
        row(try quality(on: split, by: evaluator, progress: progress))
    }

    /// How good the model's lists are on what `split` holds out.
    func quality(
        on split: Split, by evaluator: Evaluator, progress: @escaping ProgressHandler
    ) throws -> QualityReport {
        var evaluator = evaluator
        evaluator.onProgress = { [name] done, total in
            progress(WorkProgress(phase: "evaluating \(name)", done: Int64(done), total: Int64(total), unit: "users"))
        }
        return try evaluator.evaluate(model, on: split)
    }

    /// The row of a leaderboard with these figures.
    func row(_ quality: QualityReport, versusPopular: [MetricValue] = []) -> Leaderboard.Row {
        Leaderboard.Row(
            model: name, config: model.configJSON, metrics: quality.metrics, trainSeconds: seconds,
            secondsPerEpoch: secondsPerEpoch, versusPopular: versusPopular, segments: quality.segments)
    }
}

extension Duration {
    /// The duration in seconds.
    var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
