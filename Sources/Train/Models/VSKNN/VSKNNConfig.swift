package import Domain

/// What the training of ``VSKNNModel`` can be told; the formulas stand there.
package struct VSKNNConfig: ModelConfig {
    /// How many of the likest sessions count, 1...10000.
    package var neighborCount = 100
    /// How many of the newest sessions with any of the items are compared, 1...100000.
    package var sampleSize = 1000
    /// How much the less recently touched items of the present session count in the comparison.
    package var positionWeighting = SessionDecay.div
    /// How much a neighbour counts by how long ago the newest item in common was touched.
    package var matchWeighting = SessionDecay.div
    /// How much more a rare item counts, 0...100; 0 counts all alike.
    package var rarityWeight = 0.0
    /// After how many minutes in which nothing happens a user's visit ends, above 0...10000000.
    package var pauseMinutes = 30.0

    /// The default.
    package init() {}

    /// Their names in a file and after `--set vsknn.`.
    package enum CodingKeys: String, CodingKey, CaseIterable {
        case neighborCount = "neighbor_count"
        case sampleSize = "sample_size"
        case positionWeighting = "position_weighting"
        case matchWeighting = "match_weighting"
        case rarityWeight = "rarity_weight"
        case pauseMinutes = "pause_minutes"
    }

    /// The names of the settings.
    package static var settingNames: [String] { CodingKeys.allCases.map(\.rawValue) }

    /// The words a weighting can be.
    package static func choices(of setting: String) -> [String] {
        [CodingKeys.positionWeighting, .matchWeighting].map(\.rawValue).contains(setting)
            ? SessionDecay.allCases.map(\.rawValue) : []
    }

    /// Itself, when every field is in range.
    ///
    /// - Throws: ``InvalidSetting`` that names the field.
    package func validated() throws(InvalidSetting) -> Self {
        try Setting.check(neighborCount, in: 1...10_000, "vsknn.neighbor_count")
        try Setting.check(sampleSize, in: 1...100_000, "vsknn.sample_size")
        try Setting.check(rarityWeight, in: 0...100, "vsknn.rarity_weight")
        try Setting.check(pauseMinutes, above: 0, upTo: 10_000_000, "vsknn.pause_minutes")
        return self
    }
}
