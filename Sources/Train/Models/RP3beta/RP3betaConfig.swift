package import Domain

/// What the training of ``RP3betaModel`` can be told; the formulas stand there.
package struct RP3betaConfig: ModelConfig {
    /// `alpha`, above 0...3: below 1 it evens out the steps of the walk, above 1 it sharpens them.
    package var alpha = 0.6
    /// `beta`, 0...3: how strongly popular items are held back.
    package var beta = 0.3
    /// How many neighbours of an item are kept, 1...10000.
    package var neighborCount = 800
    /// Whether the kept neighbours of each item are scaled to add up to 1, so that no item of a history counts more
    /// than another of the same weight.
    package var scalesRows = false

    /// The default.
    package init() {}

    /// Their names in a file and after `--set rp3beta.`.
    package enum CodingKeys: String, CodingKey, CaseIterable {
        case alpha, beta
        case neighborCount = "neighbor_count"
        case scalesRows = "scale_rows"
    }

    /// The names of the settings.
    package static var settingNames: [String] { CodingKeys.allCases.map(\.rawValue) }

    /// Itself, when every field is in range.
    ///
    /// - Throws: ``InvalidSetting`` that names the field.
    package func validated() throws(InvalidSetting) -> Self {
        try Setting.check(alpha, above: 0, upTo: 3, "rp3beta.alpha")
        try Setting.check(beta, in: 0...3, "rp3beta.beta")
        try Setting.check(neighborCount, in: 1...10_000, "rp3beta.neighbor_count")
        return self
    }
}
