package import Domain

/// What the training of ``VMISKNNModel`` can be told; the formulas stand there.
package struct VMISKNNConfig: ModelConfig {
    /// How many of the likest sessions count, 1...10000.
    package var neighborCount = 100
    /// How many sessions an item keeps in the index, the newest, and how many a present session is compared with,
    /// 1...100000.
    package var sampleSize = 500
    /// After how many minutes in which nothing happens a user's visit ends, above 0...10000000.
    package var pauseMinutes = 30.0

    /// The default.
    package init() {}

    /// Their names in a file and after `--set vmis-knn.`.
    package enum CodingKeys: String, CodingKey, CaseIterable {
        case neighborCount = "neighbor_count"
        case sampleSize = "sample_size"
        case pauseMinutes = "pause_minutes"
    }

    /// The names of the settings.
    package static var settingNames: [String] { CodingKeys.allCases.map(\.rawValue) }

    /// Itself, when every field is in range.
    ///
    /// - Throws: ``InvalidSetting`` that names the field.
    package func validated() throws(InvalidSetting) -> Self {
        try Setting.check(neighborCount, in: 1...10_000, "vmis-knn.neighbor_count")
        try Setting.check(sampleSize, in: 1...100_000, "vmis-knn.sample_size")
        try Setting.check(pauseMinutes, above: 0, upTo: 10_000_000, "vmis-knn.pause_minutes")
        return self
    }
}
