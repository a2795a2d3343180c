package import Domain

/// What the training of ``TrendingModel`` can be told; the formulas stand there.
package struct TrendingConfig: ModelConfig {
    /// How many days are lately, above 0...365. Whole weeks keep a weekend from being a trend.
    package var windowDays = 7.0
    /// With how many windows before it the last one is compared, 1...100.
    package var baseWindows = 4
    /// After how many days a visitor's interest in a trend counts half, above 0...36500.
    package var halfLifeDays = 3.0
    /// How many visitors it takes at least, 1...1000000.
    package var minimumVisitors = 5
    /// Which share of the trends may be chance, above 0...0.5; where nothing trends, the chance that anything is listed.
    package var falseDiscoveryRate = 0.05
    /// By which keys groups are told apart, at most 16, as for `popular`. Default none.
    package var segments: [String] = []

    /// The default.
    package init() {}

    /// Their names in a file and after `--set trending.`.
    package enum CodingKeys: String, CodingKey, CaseIterable {
        case windowDays = "window_days"
        case baseWindows = "base_windows"
        case halfLifeDays = "half_life_days"
        case minimumVisitors = "minimum_visitors"
        case falseDiscoveryRate = "false_discovery_rate"
        case segments
    }

    /// The names of the settings.
    package static var settingNames: [String] { CodingKeys.allCases.map(\.rawValue) }

    /// The groups' keys, and the catalogue where its categories are among them.
    package var needs: TrainingNeeds { SegmentSetting.needs(segments) }

    /// Itself, when every field is in range.
    ///
    /// - Throws: ``InvalidSetting`` that names the field.
    package func validated() throws(InvalidSetting) -> Self {
        try Setting.check(windowDays, above: 0, upTo: 365, "trending.window_days")
        try Setting.check(baseWindows, in: 1...100, "trending.base_windows")
        try Setting.check(halfLifeDays, above: 0, upTo: 36500, "trending.half_life_days")
        try Setting.check(minimumVisitors, in: 1...1_000_000, "trending.minimum_visitors")
        try Setting.check(falseDiscoveryRate, above: 0, upTo: 0.5, "trending.false_discovery_rate")
        try SegmentSetting.check(segments, "trending.segments")
        return self
    }
}
