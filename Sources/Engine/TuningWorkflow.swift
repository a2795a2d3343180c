import Domain
import Evaluation
import Foundation
import Models

/// The steps of a search, whatever the data comes from: search each model, write what was found, open the test part
/// for the winner.
struct TuningWorkflow: Sendable {
    private let request: TuneRequest
    private let orders: [ModelOrder]
    private let config: KindredConfig
    private let progress: ProgressHandler
    /// All randomness comes from it.
    let seed: UInt64

    /// Checks what can be checked before any data is read.
    ///
    /// - Throws: `TuningError`, `ModelSelectionError`, `InvalidSetting`, ``EngineError/failed(_:)``.
    init(_ request: TuneRequest, config: KindredConfig, progress: @escaping ProgressHandler) throws {
        (self.request, self.progress, self.config) = (request, progress, config)
        seed = request.seed ?? config.training.seed
        guard request.division != .sampledNegatives else {
            throw EngineError.failed(
                "Settings are not tuned on sampled negatives: what is best among a few drawn items need not be among all. "
                    + "Use --split time, users, random or last-one.")
        }
        orders = try request.models.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }.map { name in
            let fixed = try SettingAssignment.settings(request.settings, for: name, among: request.models)
            _ = try ModelRegistry.config(of: name, settings: fixed)
            return ModelOrder(name: name, settings: fixed)
        }
        for order in orders { _ = try search(order, visitors: 1) }
        do {
            try FileManager.default.createDirectory(atPath: request.directory, withIntermediateDirectories: true)
        } catch {
            throw EngineError.failed(
                "The directory \(request.directory) cannot be made. Give --output a place that can be written.")
        }
    }

    /// What any of the models wants to know.
    func needs() throws -> TrainingNeeds { try orders.needs() }

    /// Searches on `validation`, then opens `test` for the winner.
    func run(on validation: Split, test: consuming SealedTest?) throws -> TuningReport {
        let part = ValidationPart(validation, seed: seed)
        let start = ContinuousClock.now
        var found: [TuningReport.Found] = []
        for order in orders { found.append(try tuned(order, on: part, since: start)) }
        guard let winner = found.max(by: { $0.outcome.best.value < $1.outcome.best.value }) else {
            throw EngineError.nothing("No model was given to tune. Name one with --model.")
        }
        var report = TuningReport(
            metric: request.metric.name, split: validation.name, seed: seed, visitors: part.visitorCount,
            models: found, winner: winner.outcome.model, test: nil)
        // The search is over: only now is there a test part at all.
        if let test = test.take() { report.test = try measured(winner, on: test.open()) }
        for index in report.models.indices { try write(&report.models[index], of: report) }
        return report
    }

    private func search(_ order: ModelOrder, visitors: Int) throws -> TuningSearch {
        let limits = TuningLimits(
            trials: request.limits.trials, seconds: request.limits.seconds / Double(orders.count))
        return try TuningSearch(
            model: order.name, fixed: order.settings, visitors: visitors, seed: seed, limits: limits)
    }

    private func tuned(
        _ order: ModelOrder, on part: ValidationPart, since start: ContinuousClock.Instant
    ) throws -> TuningReport.Found {
        let search = try search(order, visitors: part.visitorCount)
        let files = files(of: order.name)
        let journal = try TuningJournal(
            path: files.journal, search: identity(of: search, on: part), restarts: request.restarts)
        let evaluator = Evaluator(
            cutoffs: [request.metric.cutoff], measures: .accuracy, threads: config.effectiveThreads, resamples: 0,
            seed: seed)
        let options = config.trainingOptions(seed: seed)
        let measurements = try search.run(
            journal: journal, clock: { (ContinuousClock.now - start).inSeconds },
            measure: { settings, effort in
                let split = try part.split(visitors: effort.visitors)
                let model = try ModelRegistry.train(
                    order.name, set: split.training, settings: settings, options: options)
                guard let value = try evaluator.evaluate(model, on: split)[request.metric.name]?.value else {
                    preconditionFailure("The evaluator left out \(request.metric.name).")
                }
                return value
            },
            onProgress: { progress(line(of: order.name, $0, search.limits)) })
        return TuningReport.Found(
            outcome: TuningOutcome(model: order.name, measurements: measurements), resumed: journal.resumed,
            files: files)
    }

    /// What must be the same for a journal to go on.
    private func identity(of search: TuningSearch, on part: ValidationPart) -> JSONObject {
        [
            "journal": 1, "model": .string(search.model), "metric": .string(request.metric.name),
            "split": .string(part.split.name), "seed": .string(String(seed)), "data": .string(part.fingerprint),
            "fixed": .object(search.fixed),
        ]
    }

    private func line(of model: String, _ done: TuningSearch.Progress, _ limits: TuningLimits) -> WorkProgress {
        if limits.seconds.isFinite, limits.trials == TuningLimits.maximumTrials {
            return WorkProgress(
                phase: "tuning \(model)", done: Int64(done.seconds), total: Int64(limits.seconds.rounded(.up)),
                unit: "seconds")
        }
        return WorkProgress(
            phase: "tuning \(model)", done: Int64(done.trials), total: Int64(limits.trials), unit: "trials")
    }

    /// The winner's figures on the test part, after training on everything else.
    private func measured(_ winner: TuningReport.Found, on split: Split) throws -> Leaderboard {
        let best = winner.outcome.best
        let order = ModelOrder(name: winner.outcome.model, settings: best.settings)
        let cutoffs = Set([10, 20, request.metric.cutoff]).sorted()
        let evaluator = Evaluator(cutoffs: cutoffs, threads: config.effectiveThreads, seed: seed)
        let trained = try order.train(on: split.training, config.trainingOptions(seed: seed), progress: progress)
        return Leaderboard(split, rows: [try trained.measured(on: split, by: evaluator, progress: progress)])
    }

    private func files(of model: String) -> TuningReport.Files {
        let configuration = request.output ?? "\(request.directory)/\(model).json"
        let stem = configuration.hasSuffix(".json") ? String(configuration.dropLast(5)) : configuration
        return TuningReport.Files(
            configuration: configuration, journal: stem + ".trials.jsonl", picture: stem + ".trials.svg")
    }

    private func write(_ found: inout TuningReport.Found, of report: TuningReport) throws {
        let (outcome, files) = (found.outcome, found.files)
        let configuration = ModelConfiguration(
            model: outcome.model, settings: outcome.best.settings, found: report.sentence(for: found))
        let json = JSONValue.object(configuration.json).text(pretty: true) + "\n"
        let picture = TrialPicture(outcome, metric: report.metric).svg
        for (path, text) in [(files.configuration, json), (files.picture, picture)] {
            do { try Data(text.utf8).write(to: URL(filePath: path), options: .atomic) } catch {
                throw EngineError.failed("\(path) cannot be written: \(error.localizedDescription)")
            }
        }
    }
}
