package import Domain

/// What the training of ``GFCFModel`` can be told; the formulas stand there.
package struct GFCFConfig: ModelConfig {
    /// `d`, the number of singular vectors the ideal filter lets pass, 1...2048.
    package var embeddingSize = 256
    /// `alpha`, 0...10: the weight of the ideal filter beside the linear one.
    package var idealWeight = 0.3
    /// How many entries a row of the linear filter keeps, 1...10000; at least the number of items keeps all.
    package var neighborCount = 1000

    /// The default.
    package init() {}

    /// Their names in a file and after `--set gf-cf.`.
    package enum CodingKeys: String, CodingKey, CaseIterable {
        case embeddingSize = "embedding_size"
        case idealWeight = "ideal_weight"
        case neighborCount = "neighbor_count"
    }

    /// The names of the settings.
    package static var settingNames: [String] { CodingKeys.allCases.map(\.rawValue) }

    /// Itself, when every field is in range.
    ///
    /// - Throws: ``InvalidSetting`` that names the field.
    package func validated() throws(InvalidSetting) -> Self {
        try Setting.check(embeddingSize, in: 1...2048, "gf-cf.embedding_size")
        try Setting.check(idealWeight, in: 0...10, "gf-cf.ideal_weight")
        try Setting.check(neighborCount, in: 1...10_000, "gf-cf.neighbor_count")
        return self
    }
}
