package import Domain
package import Models

/// A random search over one model's settings with successive halving; see ``HalvingSchedule``.
///
/// Knows no data: what measures a trial is given, and so is the clock. What is spent is what the measurements took,
/// those of the journal included, so a search that was killed and goes on measures the same trials as one that was
/// not, and a larger budget continues it.
package struct TuningSearch: Sendable {
    /// The model's name.
    package let model: String
    /// What is varied.
    package let space: SearchSpace
    /// The settings that stay as they are.
    package let fixed: JSONObject
    /// How many visitors there are to measure on.
    package let visitors: Int
    /// Where the trials are drawn from.
    package let seed: UInt64
    /// When the search ends.
    package let limits: TuningLimits

    /// The search for the model called `model`.
    ///
    /// - Throws: ``TuningError/nothingToTune(model:fixed:)``; `ModelSelectionError` for an unknown model.
    package init(
        model: String, fixed: JSONObject = [:], visitors: Int, seed: UInt64, limits: TuningLimits
    ) throws {
        let space = try ModelRegistry.searchSpace(of: model)
        guard space.settings.contains(where: { fixed[$0.name] == nil }) else {
            throw TuningError.nothingToTune(model: model, fixed: fixed.members.map(\.name))
        }
        // Epochs that are given are no longer effort to save.
        let isFixed = space.epochs.map { fixed[$0.name] != nil } ?? false
        self.space = SearchSpace(space.settings, epochs: isFixed ? nil : space.epochs)
        (self.model, self.fixed, self.visitors, self.seed, self.limits) = (model, fixed, visitors, seed, limits)
    }

    /// How many trials and measurements are done, and what was spent, in seconds.
    package struct Progress: Hashable, Sendable {
        /// How many trials were begun.
        package var trials = 0
        /// What the measurements took, in seconds.
        package var seconds = 0.0
        /// The best value so far.
        package var best: Double?
    }

    /// Measures trials until a limit is reached or the space is exhausted.
    ///
    /// - Parameters:
    ///   - journal: What is there is not measured again; what is measured is added.
    ///   - clock: The time now, in seconds from any start.
    ///   - measure: The metric of a model trained with these settings, measured with this effort.
    ///   - onProgress: Called before each measurement.
    /// - Returns: Every measurement in the order of the search.
    /// - Throws: ``TuningError`` from the journal; `ModelSelectionError`; what `measure` throws.
    package func run(
        journal: TuningJournal, clock: () -> Double,
        measure: (_ settings: JSONObject, _ effort: TrialEffort) throws -> Double,
        onProgress: (Progress) -> Void = { _ in }
    ) throws -> [TrialMeasurement] {
        let defaults = try ModelRegistry.config(of: model, settings: fixed)
        var sampler = TrialSampler(space: space, fixed: fixed, defaults: defaults, seed: seed)
        var (measured, progress) = ([TrialMeasurement](), Progress())
        while progress.trials < limits.trials {
            var field = (0..<min(HalvingSchedule.bracketSize, limits.trials - progress.trials)).compactMap { _ in
                sampler.next()
            }
            guard !field.isEmpty else { return measured }
            for (rung, effort) in rungs(of: field.count) {
                var values: [Int: Double] = [:]
                field.removeSubrange(min(rung.trialCount, field.count)...)
                for trial in field {
                    guard progress.seconds < limits.seconds else { return measured }
                    onProgress(progress)
                    let measurement = try self.measurement(of: trial, effort, journal, clock, measure)
                    measured.append(measurement)
                    values[trial.number] = measurement.value
                    if rung.index == 0 { progress.trials += 1 }
                    progress.seconds += measurement.seconds
                    progress.best = max(progress.best ?? measurement.value, measurement.value)
                }
                field.sort { (values[$0.number] ?? 0, $1.number) > (values[$1.number] ?? 0, $0.number) }
            }
        }
        return measured
    }

    /// The rungs of a bracket of `count` trials with what each trial gets there.
    ///
    /// On little data several rungs come to the same effort. What one of them measured holds for the next too, so only
    /// the first is kept, under the index of the last.
    private func rungs(of count: Int) -> [(HalvingSchedule.Rung, TrialEffort)] {
        func effort(_ index: Int) -> TrialEffort { TrialEffort(rung: index, space: space, visitors: visitors) }
        return HalvingSchedule.rungs(of: count).compactMap { rung in
            let own = effort(rung.index)
            if rung.index > 0, own.isAs(effort(rung.index - 1)) { return nil }
            let last = (rung.index...HalvingSchedule.lastRung).last { own.isAs(effort($0)) } ?? rung.index
            return (rung, effort(last))
        }
    }

    /// What the journal has, or else what `measure` finds, which the journal then has.
    private func measurement(
        of trial: Trial, _ effort: TrialEffort, _ journal: TuningJournal, _ clock: () -> Double,
        _ measure: (JSONObject, TrialEffort) throws -> Double
    ) throws -> TrialMeasurement {
        var settings = trial.settings
        if let epochs = effort.epochs, let name = space.epochs?.name { settings[name] = .integer(Int64(epochs)) }
        let text = JSONValue.object(settings).sortedText
        let known = journal.measurements.first {
            $0.trial == trial.number && $0.rung == effort.rung && $0.visitors == effort.visitors
                && JSONValue.object($0.settings).sortedText == text
        }
        if let known { return known }
        let start = clock()
        let value = try measure(settings, effort)
        let measurement = TrialMeasurement(
            trial: trial.number, rung: effort.rung, settings: settings, visitors: effort.visitors, value: value,
            seconds: max(0, clock() - start))
        try journal.append(measurement)
        return measurement
    }
}

/// When a search ends: at the first limit it reaches.
package struct TuningLimits: Hashable, Sendable {
    /// The most trials, 1 to ``maximumTrials``.
    package let trials: Int
    /// The time that measurements may take together, in seconds; the one under way is finished.
    package let seconds: Double

    /// The most trials a search may have.
    package static let maximumTrials = 10_000

    /// Limits; nil is none but ``maximumTrials``.
    package init(trials: Int? = nil, seconds: Double? = nil) {
        self.trials = min(max(1, trials ?? Self.maximumTrials), Self.maximumTrials)
        self.seconds = seconds ?? .infinity
    }
}
