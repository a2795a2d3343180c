package import Domain

/// What the training of ``PopularModel`` can be told.
package struct PopularConfig: ModelConfig {
    /// After how many days an interaction counts half, above 0...36500; nil counts all ages alike.
    package var halfLifeDays: Double?

    /// The default: all ages count alike.
    package init() {}

    /// Their names in a file and after `--set popular.`.
    package enum CodingKeys: String, CodingKey, CaseIterable {
        case halfLifeDays = "half_life_days"
    }

    /// The names of the settings.
    package static var settingNames: [String] { CodingKeys.allCases.map(\.rawValue) }

    /// Itself, when every field is in range.
    ///
    /// - Throws: ``InvalidSetting`` that names the field.
    package func validated() throws(InvalidSetting) -> Self {
        if let halfLifeDays { try Setting.check(halfLifeDays, above: 0, upTo: 36500, "popular.half_life_days") }
        return self
    }
}
