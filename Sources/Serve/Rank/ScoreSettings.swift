import Domain
import Models

/// How much the learned affinities of items to the request's context count; see ``ContextAffinity``.
package struct ContextSettings: Codable, Equatable, Sendable {
    /// What the log-ratio is multiplied by. 0...2; 0 is off, 1 takes it as it is learned.
    package var strength: Double
    /// Which keys of the context count; nil takes all that the state has learned, `time_of_day` and `weekday` among them.
    package var keys: [String]?

    private enum CodingKeys: String, CodingKey, CaseIterable {
        case strength, keys
    }

    /// Off by default.
    package init(strength: Double = 0, keys: [String]? = nil) { (self.strength, self.keys) = (strength, keys) }

    /// Reads what stands there; what does not has its default.
    /// - Throws: `DecodingError`, also for a name that is no field.
    package init(from decoder: any Decoder) throws {
        try decoder.refuseOthers(than: CodingKeys.allCases.map(\.stringValue))
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        strength = try fields.decodeIfPresent(Double.self, forKey: .strength) ?? 0
        keys = try fields.decodeIfPresent([String].self, forKey: .keys)
    }

    func check(_ path: String) throws(InvalidSetting) { try Setting.check(strength, in: 0...2, "\(path).strength") }
}

/// How scores fade with an item's age; see ``Freshness``.
package struct FreshnessSettings: Codable, Equatable, Sendable {
    /// Which share of the score fades. 0...1; 0 is off.
    package var share: Double
    /// After how many days half of that share is gone. Above 0, up to 36,500.
    package var halfLifeDays: Double

    /// Half of the score fades, within a week by half of it, where nothing else is said.
    package init(share: Double = 0.5, halfLifeDays: Double = 7) {
        (self.share, self.halfLifeDays) = (share, halfLifeDays)
    }

    private enum CodingKeys: String, CodingKey, CaseIterable {
        case share
        case halfLifeDays = "half_life_days"
    }

    /// Reads what stands there; what does not has its default.
    /// - Throws: `DecodingError`, also for a name that is no field.
    package init(from decoder: any Decoder) throws {
        try decoder.refuseOthers(than: CodingKeys.allCases.map(\.stringValue))
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.init()
        share = try fields.decodeIfPresent(Double.self, forKey: .share) ?? share
        halfLifeDays = try fields.decodeIfPresent(Double.self, forKey: .halfLifeDays) ?? halfLifeDays
    }

    func check(_ path: String) throws(InvalidSetting) {
        try Setting.check(share, in: 0...1, "\(path).share")
        try Setting.check(halfLifeDays, above: 0, upTo: 36_500, "\(path).half_life_days")
    }
}

/// What a list is to bring, and how much each counts; see ``ScoreAdjustment`` for the scale.
package struct ObjectiveWeights: Codable, Equatable, Sendable {
    /// What the visitor likes. 0...1,000.
    package var relevance: Double
    /// What a sale earns, as a share of the price. 0...1,000.
    package var margin: Double
    /// What the visitor would hardly have found without the list. 0...1,000.
    package var novelty: Double

    private enum CodingKeys: String, CodingKey, CaseIterable {
        case relevance, margin, novelty
    }

    /// Relevance alone by default.
    package init(relevance: Double = 1, margin: Double = 0, novelty: Double = 0) {
        (self.relevance, self.margin, self.novelty) = (relevance, margin, novelty)
    }

    /// Reads what stands there; what does not has its default.
    /// - Throws: `DecodingError`, also for a name that is no field.
    package init(from decoder: any Decoder) throws {
        try decoder.refuseOthers(than: CodingKeys.allCases.map(\.stringValue))
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.init()
        relevance = try fields.decodeIfPresent(Double.self, forKey: .relevance) ?? relevance
        margin = try fields.decodeIfPresent(Double.self, forKey: .margin) ?? margin
        novelty = try fields.decodeIfPresent(Double.self, forKey: .novelty) ?? novelty
    }

    /// All of them together.
    var sum: Double { relevance + margin + novelty }

    func check(_ path: String) throws(InvalidSetting) {
        try Setting.check(relevance, in: 0...1000, "\(path).relevance")
        try Setting.check(margin, in: 0...1000, "\(path).margin")
        try Setting.check(novelty, in: 0...1000, "\(path).novelty")
        guard sum > 0 else {
            throw InvalidSetting(path, problem: "has no weight above 0; give one, such as \"relevance\": 1")
        }
    }
}
