import Domain
import Evaluation
import Foundation
import Models
import Releases
import Serving
import Store

extension Kindred {
    /// Learns from the log, compares with most-popular on the newest interactions, and writes a release.
    ///
    /// The comparison trains on the older part alone; the release is then trained on everything. Without enough data
    /// to compare the release is written all the same, and the gate refuses it. A model that learns from the catalogue
    /// can be trained before there are events; then the release has no `popular`.
    /// - Throws: ``EngineError/nothing(_:)`` for an empty log; `TrainingError` when no event has a positive weight;
    ///   `ModelSelectionError` and `InvalidSetting` for what was asked; ``EngineError/failed(_:)`` when the release
    ///   cannot be written. A release is there whole or not at all.
    package func train(
        _ request: TrainRequest = TrainRequest(), progress: @escaping ProgressHandler = { _ in }
    ) throws -> TrainingReport {
        var orders = try ModelOrder.orders(request.models ?? config.training.models, settings: request.settings)
        let seed = request.seed ?? config.training.seed
        let position = try translatingErrors { try store.position() }
        let table = try readInteractions(
            orders.needs(), through: position.sequence, catalogueSuffices: true, progress: progress)
        if table.count == 0 { orders.removeAll { $0.name == PopularModel.name } }
        let (comparison, note) = try compare(orders, on: table, seed: seed, progress: progress)
        let set = TrainingSet(table, rows: Array(0..<table.count), weights: config.events)
        var options = config.trainingOptions(seed: seed)
        if request.continues { options.previous = try championModels(of: table.items) }
        let trained = try orders.map { try $0.train(on: set, options, progress: progress) }
        let origin = ReleaseOrigin(
            createdAt: Self.now(), seed: seed, codeVersion: Self.version, dataHash: position.digestText,
            logPosition: position.sequence, dataset: DatasetSummary(set), eventWeights: config.events)
        let draft = ReleaseDraft(
            origin: origin, items: table.items, models: trained.map { $0.draft(comparison, config) },
            holdOut: comparison?.holdOut)
        var report = TrainingReport(
            release: 0, learnedFrom: origin.dataset, eventsWithoutWeight: table.weightOf.count { $0 == 0 },
            comparison: comparison?.board, comparisonNote: note, models: trained.map(\.line), isChampion: false,
            gate: nil)
        try release(draft, promotes: request.promotes, into: &report)
        return report
    }

    /// Writes `draft` with the champion's settings, and promotes it where that is asked.
    ///
    /// Nobody changes the settings in between, so a training loses no rule that was applied while it ran.
    private func release(_ draft: ReleaseDraft, promotes: Bool, into report: inout TrainingReport) throws {
        try translatingErrors {
            try archive.changingSettings {
                var draft = draft
                draft.serving = try championServing()
                report.release = try archive.write(draft)
                if promotes { try promote(into: &report) }
            }
        }
    }

    /// The comparison on held-back interactions, or why there is none.
    private func compare(
        _ orders: [ModelOrder], on table: InteractionTable, seed: UInt64, progress: @escaping ProgressHandler
    ) throws -> (ReleaseComparison?, note: String?) {
        guard table.count > 0 else {
            return (nil, "There is no comparison with most-popular: the log has no events yet.")
        }
        do {
            let (split, note) = try holdOut(table, seed: seed)
            let evaluator = Evaluator(cutoffs: [10, 20], threads: config.effectiveThreads, seed: seed)
            let comparison = try ReleaseComparison(
                orders, on: split, evaluator: evaluator, config.trainingOptions(seed: seed), progress: progress)
            return (comparison, note)
        } catch let error as EvaluationError {
            return (nil, "There is no comparison with most-popular: \(error)")
        } catch TrainingError.noInteractions {
            return (
                nil,
                "There is no comparison with most-popular: nothing is left to learn from without the newest events."
            )
        }
    }

    /// The newest interactions held out; where times are unknown, a random part of each visitor's items.
    private func holdOut(_ table: InteractionTable, seed: UInt64) throws -> (Split, note: String?) {
        let share = config.training.holdoutFraction
        do {
            return (try Split.time(table, share: share, weights: config.events), nil)
        } catch EvaluationError.timesUnknown, EvaluationError.oneTimeOnly {
            let split = try Split.random(table, share: share, seed: seed, weights: config.events)
            return (split, "The events have no times, so the held-out part is a random one: figures are flattering.")
        }
    }

    /// The champion's models and where they have `items`; empty without a champion that can be read.
    private func championModels(of items: Vocabulary<ItemID>) throws -> [PreviousModel] {
        guard let number = try translatingErrors({ try archive.champion() }) else { return [] }
        let release = try loadRelease(number)
        let places = items.ids.map { release.items[$0] }
        return release.models.map { PreviousModel(model: $0.model, places: places) }
    }

    private func promote(into report: inout TrainingReport) throws {
        do {
            try promote(report.release, force: false)
            report.isChampion = true
            report.gate = "Release \(report.release) passed the gate and serves now."
        } catch EngineError.failed(let refusal) {
            report.gate = refusal
        }
    }
}

extension TrainedModel {
    fileprivate var line: TrainingReport.Line {
        TrainingReport.Line(
            name: name, config: model.configJSON, trainSeconds: seconds, secondsPerEpoch: secondsPerEpoch)
    }

    /// What the release keeps of the model; `popular` is there for fallbacks and has no weight in the blend.
    fileprivate func draft(_ comparison: ReleaseComparison?, _ config: KindredConfig) -> DraftModel {
        let choice = SearchChoice(for: model, config.search, threads: config.effectiveThreads)
        return DraftModel(
            name: name, config: model.configJSON, tensors: model.tensors + choice.tensors,
            weight: name == PopularModel.name ? 0 : 1, trainSeconds: seconds,
            metrics: comparison?.board.rows.first { $0.model == name }?.metrics ?? [], search: choice.plan)
    }
}
