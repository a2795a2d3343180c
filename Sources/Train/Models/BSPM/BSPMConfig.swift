package import Domain

/// What the training of ``BSPMModel`` can be told; the formulas stand there.
package struct BSPMConfig: ModelConfig {
    /// `d`, the number of singular vectors the ideal filter lets pass, 1...2048.
    package var embeddingSize = 448
    /// `beta`, 0...10: the weight of the ideal filter beside the linear one.
    package var idealWeight = 0.2
    /// `T`, 0...10: how long the sharpening runs; 0 leaves it out.
    package var sharpeningTime = 2.5
    /// How many Runge-Kutta steps the sharpening takes, 1...20.
    package var sharpeningSteps = 1
    /// How many entries an item keeps of the sharpened linear filter, the largest by magnitude, 1...10000.
    package var neighborCount = 1500

    /// The default.
    package init() {}

    /// Their names in a file and after `--set bspm.`.
    package enum CodingKeys: String, CodingKey, CaseIterable {
        case embeddingSize = "embedding_size"
        case idealWeight = "ideal_weight"
        case sharpeningTime = "sharpening_time"
        case sharpeningSteps = "sharpening_steps"
        case neighborCount = "neighbor_count"
    }

    /// The names of the settings.
    package static var settingNames: [String] { CodingKeys.allCases.map(\.rawValue) }

    /// Itself, when every field is in range.
    ///
    /// - Throws: ``InvalidSetting`` that names the field.
    package func validated() throws(InvalidSetting) -> Self {
        try Setting.check(embeddingSize, in: 1...2048, "bspm.embedding_size")
        try Setting.check(idealWeight, in: 0...10, "bspm.ideal_weight")
        try Setting.check(sharpeningTime, in: 0...10, "bspm.sharpening_time")
        try Setting.check(sharpeningSteps, in: 1...20, "bspm.sharpening_steps")
        try Setting.check(neighborCount, in: 1...10_000, "bspm.neighbor_count")
        return self
    }
}
