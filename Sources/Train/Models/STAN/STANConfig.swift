package import Domain

/// What the training of ``STANModel`` can be told; the formulas stand there.
package struct STANConfig: ModelConfig {
    /// How many of the likest sessions count, 1...10000.
    package var neighborCount = 500
    /// How many of the newest sessions with any of the items are compared, 1...100000.
    package var sampleSize = 2500
    /// Lambda 1: after how many items of the present session an item counts a part in e, above 0...10000.
    package var positionScale = 1.02
    /// Lambda 2: after how many days a past session counts a part in e, above 0...100000.
    package var ageDays = 30.0
    /// Lambda 3: how many places from the item in common a past session's item counts a part in e, above 0...10000.
    package var nearnessScale = 2.05
    /// After how many minutes in which nothing happens a user's visit ends, above 0...10000000.
    package var pauseMinutes = 30.0

    /// The default.
    package init() {}

    /// Their names in a file and after `--set stan.`.
    package enum CodingKeys: String, CodingKey, CaseIterable {
        case neighborCount = "neighbor_count"
        case sampleSize = "sample_size"
        case positionScale = "position_scale"
        case ageDays = "age_days"
        case nearnessScale = "nearness_scale"
        case pauseMinutes = "pause_minutes"
    }

    /// The names of the settings.
    package static var settingNames: [String] { CodingKeys.allCases.map(\.rawValue) }

    /// Itself, when every field is in range.
    ///
    /// - Throws: ``InvalidSetting`` that names the field.
    package func validated() throws(InvalidSetting) -> Self {
        try Setting.check(neighborCount, in: 1...10_000, "stan.neighbor_count")
        try Setting.check(sampleSize, in: 1...100_000, "stan.sample_size")
        try Setting.check(positionScale, above: 0, upTo: 10_000, "stan.position_scale")
        try Setting.check(ageDays, above: 0, upTo: 100_000, "stan.age_days")
        try Setting.check(nearnessScale, above: 0, upTo: 10_000, "stan.nearness_scale")
        try Setting.check(pauseMinutes, above: 0, upTo: 10_000_000, "stan.pause_minutes")
        return self
    }
}
