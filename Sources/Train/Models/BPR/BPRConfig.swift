package import Domain

/// What the training of ``BPRModel`` can be told; the objective stands there.
package struct BPRConfig: ModelConfig {
    /// The number of latent dimensions, 1...2048.
    package var embeddingSize = 64
    /// How many times as many triples are drawn as there are interactions, 1...10,000.
    package var epochs = 100
    /// The size of a gradient step at first, above 0...1; it falls in a straight line to 0 at the end.
    package var learningRate = 0.2
    /// `lambda`, 0...1: pulls the three vectors of a drawn triple towards 0.
    package var regularization = 0.01

    /// The default.
    package init() {}

    /// Their names in a file and after `--set bpr.`.
    package enum CodingKeys: String, CodingKey, CaseIterable {
        case embeddingSize = "embedding_size"
        case epochs
        case learningRate = "learning_rate"
        case regularization
    }

    /// The names of the settings.
    package static var settingNames: [String] { CodingKeys.allCases.map(\.rawValue) }

    /// Itself, when every field is in range.
    ///
    /// - Throws: ``InvalidSetting`` that names the field.
    package func validated() throws(InvalidSetting) -> Self {
        try Setting.check(embeddingSize, in: 1...2048, "bpr.embedding_size")
        try Setting.check(epochs, in: 1...10_000, "bpr.epochs")
        try Setting.check(learningRate, above: 0, upTo: 1, "bpr.learning_rate")
        try Setting.check(regularization, in: 0...1, "bpr.regularization")
        return self
    }
}
