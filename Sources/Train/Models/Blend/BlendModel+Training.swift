import Domain
import Matrices

extension BlendModel {
    /// Trains the parts one after the other, and before that finds their weights where they are to be learned.
    ///
    /// - Complexity: that of the parts; twice that and the scoring of up to 2,000 visitors for learned weights.
    /// - Throws: What the parts throw.
    package static func train(_ set: TrainingSet, config: BlendConfig, options: TrainingOptions) throws -> BlendModel {
        let config = try config.validated()
        var weights = config.parts.map(\.weight)
        if config.method == .learned, config.parts.count > 1 {
            weights = try learnedWeights(set, config: config, options: options) ?? weights
        }
        let models = try models(set, config.parts, options)
        return BlendModel(models, config: config.with(weights: weights, of: models))
    }

    /// The parts' models, trained on `set`.
    private static func models(
        _ set: TrainingSet, _ parts: [BlendPart], _ options: TrainingOptions
    ) throws -> [any Model] {
        var options = options
        options.previous += options.previous.flatMap { previous in
            (previous.model as? BlendModel)?.parts.map { PreviousModel(model: $0, places: previous.places) } ?? []
        }
        return try parts.map { part in
            guard !Task.isCancelled else { throw TrainingError.cancelled }
            return try ModelRegistry.train(part.model, set: set, settings: part.settings, options: options)
        }
    }

    /// The weights that do best on what is held out; nil where nobody has enough items to hold some out.
    private static func learnedWeights(
        _ set: TrainingSet, config: BlendConfig, options: TrainingOptions
    ) throws -> [Double]? {
        let holdOut = HoldOut(set, share: config.holdOutShare, seed: options.seed)
        guard !holdOut.visitors.isEmpty, holdOut.rest.interactions.entryCount > 0 else { return nil }
        var options = options
        // The last release has seen what is held out.
        options.previous = []
        let blend = BlendModel(try models(holdOut.rest, config.parts, options), config: config)
        return WeightSearch(blend, holdOut, threads: options.threads).best()
    }
}

extension BlendConfig {
    /// The configuration with all settings of its trained parts, and their weights.
    fileprivate func with(weights: [Double], of models: [any Model]) -> BlendConfig {
        var config = self
        for place in parts.indices {
            config.parts[place].settings = models[place].configJSON
            config.parts[place].weight = weights[place]
        }
        return config
    }
}
