package import Domain

/// What the training of ``PopularModel`` can be told; the formulas stand there.
package struct PopularConfig: ModelConfig {
    /// After how many days an interaction counts half, above 0...36500; nil counts all ages alike.
    package var halfLifeDays: Double?
    /// By which keys groups are told apart, at most 16: `country`, `device`, `age_band`, or whatever events' contexts and
    /// users' attributes have; `category` are those of the catalogue. Default none.
    package var segments: [String] = []
    /// How many interactions of everybody's are mixed into a group's own, 0...1000000: the fewer a group has, the more
    /// its list is everybody's.
    package var segmentShrinkage = 100.0

    /// The default: all ages and all visitors count alike.
    package init() {}

    /// Their names in a file and after `--set popular.`.
    package enum CodingKeys: String, CodingKey, CaseIterable {
        case halfLifeDays = "half_life_days"
        case segments
        case segmentShrinkage = "segment_shrinkage"
    }

    /// The names of the settings.
    package static var settingNames: [String] { CodingKeys.allCases.map(\.rawValue) }

    /// The groups' keys, and the catalogue where its categories are among them.
    package var needs: TrainingNeeds { SegmentSetting.needs(segments) }

    /// Itself, when every field is in range.
    ///
    /// - Throws: ``InvalidSetting`` that names the field.
    package func validated() throws(InvalidSetting) -> Self {
        if let halfLifeDays { try Setting.check(halfLifeDays, above: 0, upTo: 36500, "popular.half_life_days") }
        try SegmentSetting.check(segments, "popular.segments")
        try Setting.check(segmentShrinkage, in: 0...1_000_000, "popular.segment_shrinkage")
        return self
    }
}
