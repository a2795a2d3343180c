package import Domain

/// What the training of ``ALSModel`` can be told; the objective stands there.
package struct ALSConfig: ModelConfig {
    /// How each half of an epoch is solved.
    package enum Solver: String, Codable, Sendable, CaseIterable {
        /// A few steps of conjugate gradients from where the last epoch ended: fast, and as good after all epochs.
        case conjugateGradient = "conjugate_gradient"
        /// Exactly, by Cholesky factors.
        case cholesky
        /// A block of dimensions at a time, each exactly while the others stand still (iALS++).
        case blocks = "ials++"
    }

    /// The number of latent dimensions, 1...2048.
    package var embeddingSize = 64
    /// The number of full passes, 1...1000.
    package var epochs = 10
    /// The passes of a training that goes on from the last release's item vectors, 1...1000, at most `epochs`.
    package var warmEpochs = 2
    /// `lambda`, above 0...100: pulls all vectors towards 0.
    package var regularization = 0.004
    /// `nu`, 0...2: how much more strongly a row with many interactions is pulled; 0 pulls all rows alike.
    package var regularizationExponent = 1.0
    /// `alpha0`, above 0...100: the weight of a pair nobody has seen, beside the weight 1 of a usual interaction.
    ///
    /// Nil takes `30 · density`, at most 1, where density = interactions / (active users · active items): all pairs
    /// together then weigh 30 times the interactions. The best weight differs by two orders of magnitude between
    /// data sets, and follows their density; a trained model's configuration has the number that was used.
    package var unobservedWeight: Double?
    /// How each half of an epoch is solved.
    package var solver = Solver.conjugateGradient
    /// The steps of conjugate gradients in each half of an epoch, 1...100.
    package var conjugateGradientSteps = 3
    /// The dimensions that `ials++` solves for together, 16...2048, rounded up to a multiple of 16.
    package var blockSize = 32

    /// The default.
    package init() {}

    /// Their names in a file and after `--set als.`.
    package enum CodingKeys: String, CodingKey, CaseIterable {
        case embeddingSize = "embedding_size"
        case epochs
        case warmEpochs = "warm_epochs"
        case regularization
        case regularizationExponent = "regularization_exponent"
        case unobservedWeight = "unobserved_weight"
        case solver
        case conjugateGradientSteps = "conjugate_gradient_steps"
        case blockSize = "block_size"
    }

    /// The names of the settings.
    package static var settingNames: [String] { CodingKeys.allCases.map(\.rawValue) }

    /// The words `solver` can be.
    package static func choices(of setting: String) -> [String] {
        setting == CodingKeys.solver.rawValue ? Solver.allCases.map(\.rawValue) : []
    }

    /// Itself, when every field is in range.
    ///
    /// - Throws: ``InvalidSetting`` that names the field.
    package func validated() throws(InvalidSetting) -> Self {
        try Setting.check(embeddingSize, in: 1...2048, "als.embedding_size")
        try Setting.check(epochs, in: 1...1000, "als.epochs")
        try Setting.check(warmEpochs, in: 1...1000, "als.warm_epochs")
        try Setting.check(regularization, above: 0, upTo: 100, "als.regularization")
        try Setting.check(regularizationExponent, in: 0...2, "als.regularization_exponent")
        if let unobservedWeight { try Setting.check(unobservedWeight, above: 0, upTo: 100, "als.unobserved_weight") }
        try Setting.check(conjugateGradientSteps, in: 1...100, "als.conjugate_gradient_steps")
        try Setting.check(blockSize, in: 16...2048, "als.block_size")
        return self
    }
}

extension ALSConfig {
    /// The configuration with `alpha0` worked out for `set` where it was left open.
    func resolved(for set: TrainingSet) -> ALSConfig {
        guard unobservedWeight == nil else { return self }
        var config = self
        config.unobservedWeight = min(1, 30 * DatasetSummary(set).density)
        return config
    }

    /// `alpha0` of a configuration that a model was trained with.
    var alpha0: Double {
        guard let unobservedWeight else {
            preconditionFailure("The configuration of a trained model says the weight of unobserved pairs.")
        }
        return unobservedWeight
    }
}
