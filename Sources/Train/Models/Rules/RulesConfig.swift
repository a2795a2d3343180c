package import Domain

/// What the training of ``RulesModel`` can be told; the formula stands there.
package struct RulesConfig: ModelConfig {
    /// How many items on a rule reaches at most, 1...100.
    package var steps = 10
    /// How much less a rule counts the farther it reaches.
    package var weighting = SessionDecay.div
    /// How many rules of an item are kept, the strongest, 1...10000.
    package var ruleCount = 200
    /// After how many minutes in which nothing happens a user's visit ends, above 0...10000000.
    package var pauseMinutes = 30.0

    /// The default.
    package init() {}

    /// Their names in a file and after `--set rules.`.
    package enum CodingKeys: String, CodingKey, CaseIterable {
        case steps, weighting
        case ruleCount = "rule_count"
        case pauseMinutes = "pause_minutes"
    }

    /// The names of the settings.
    package static var settingNames: [String] { CodingKeys.allCases.map(\.rawValue) }

    /// The words `weighting` can be.
    package static func choices(of setting: String) -> [String] {
        setting == CodingKeys.weighting.rawValue ? SessionDecay.allCases.map(\.rawValue) : []
    }

    /// Itself, when every field is in range.
    ///
    /// - Throws: ``InvalidSetting`` that names the field.
    package func validated() throws(InvalidSetting) -> Self {
        try Setting.check(steps, in: 1...100, "rules.steps")
        try Setting.check(ruleCount, in: 1...10_000, "rules.rule_count")
        try Setting.check(pauseMinutes, above: 0, upTo: 10_000_000, "rules.pause_minutes")
        return self
    }
}
