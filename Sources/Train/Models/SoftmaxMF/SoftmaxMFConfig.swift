package import Domain

/// What the training of ``SoftmaxMFModel`` can be told; the objective stands there.
package struct SoftmaxMFConfig: ModelConfig {
    /// How a visitor and an item are compared.
    package enum Similarity: String, Codable, Sendable, CaseIterable {
        /// By the angle of their vectors, which all have the length 1.
        case cosine
        /// By the inner product.
        case product
    }

    /// The number of latent dimensions, 1...2048.
    package var embeddingSize = 64
    /// The number of full passes over the visitors, 1...10,000.
    package var epochs = 40
    /// How a visitor and an item are compared.
    package var similarity = Similarity.cosine
    /// `tau`, 0.02...10: what a score is divided by before the softmax; the smaller, the more the hardest items count.
    package var temperature = 0.12
    /// The length of a row's first step, above 0...10; it falls in a straight line to 0 at the end.
    package var learningRate = 2.0
    /// `lambda`, 0...10: pulls vectors towards 0; without effect where their length is 1.
    package var regularization = 0.0
    /// The items drawn for each batch of visitors to stand for all, 1...100,000.
    package var negativeCount = 1024
    /// The visitors of a batch, 1...100,000.
    package var batchSize = 256

    /// The default.
    package init() {}

    /// Their names in a file and after `--set softmax-mf.`.
    package enum CodingKeys: String, CodingKey, CaseIterable {
        case embeddingSize = "embedding_size"
        case epochs
        case similarity
        case temperature
        case learningRate = "learning_rate"
        case regularization
        case negativeCount = "negative_count"
        case batchSize = "batch_size"
    }

    /// The names of the settings.
    package static var settingNames: [String] { CodingKeys.allCases.map(\.rawValue) }

    /// The words `similarity` can be.
    package static func choices(of setting: String) -> [String] {
        setting == CodingKeys.similarity.rawValue ? Similarity.allCases.map(\.rawValue) : []
    }

    /// Itself, when every field is in range.
    ///
    /// - Throws: ``InvalidSetting`` that names the field.
    package func validated() throws(InvalidSetting) -> Self {
        try Setting.check(embeddingSize, in: 1...2048, "softmax-mf.embedding_size")
        try Setting.check(epochs, in: 1...10_000, "softmax-mf.epochs")
        try Setting.check(temperature, in: 0.02...10, "softmax-mf.temperature")
        try Setting.check(learningRate, above: 0, upTo: 10, "softmax-mf.learning_rate")
        try Setting.check(regularization, in: 0...10, "softmax-mf.regularization")
        try Setting.check(negativeCount, in: 1...100_000, "softmax-mf.negative_count")
        try Setting.check(batchSize, in: 1...100_000, "softmax-mf.batch_size")
        return self
    }
}
