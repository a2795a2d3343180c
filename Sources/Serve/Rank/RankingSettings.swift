package import Domain
import Models

/// How the candidates of a placement are re-ranked; a member of its settings, and so of the release.
///
/// Every part is off by default, and what is off leaves the list as it was, byte for byte.
package struct RankingSettings: Codable, Equatable, Sendable {
    /// How much the learned affinities of items to the request's context count.
    package var context: ContextSettings
    /// How scores fade with an item's age; nil where age does not matter.
    package var freshness: FreshnessSettings?
    /// How much popularity is held against an item: the exponent β of (1 + popularity)^-β. 0...1; 0 not at all.
    package var damping: Double
    /// What the list is to bring.
    package var objectives: ObjectiveWeights
    /// How the list is kept from being all of one kind; nil takes the best scores.
    package var diversity: DiversitySettings?
    /// How many of a kind may stand near each other; at most ``maximumCaps``.
    package var caps: [CapSettings]
    /// Which shares of all lists go to whom; nil lets scores decide.
    package var exposure: ExposureSettings?

    /// The most caps.
    package static let maximumCaps = 16

    /// Settings that leave every list as it is.
    package init() {
        (context, damping, objectives, caps) = (ContextSettings(), 0, ObjectiveWeights(), [])
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case context, freshness, damping, objectives, diversity, caps, exposure
    }

    /// Reads what stands there; what does not has its default.
    /// - Throws: `DecodingError`.
    package init(from decoder: any Decoder) throws {
        try decoder.refuseOthers(than: CodingKeys.allCases.map(\.stringValue))
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.init()
        context = try fields.decodeIfPresent(ContextSettings.self, forKey: .context) ?? context
        freshness = try fields.decodeIfPresent(FreshnessSettings.self, forKey: .freshness)
        damping = try fields.decodeIfPresent(Double.self, forKey: .damping) ?? damping
        objectives = try fields.decodeIfPresent(ObjectiveWeights.self, forKey: .objectives) ?? objectives
        diversity = try fields.decodeIfPresent(DiversitySettings.self, forKey: .diversity)
        caps = try fields.decodeIfPresent([CapSettings].self, forKey: .caps) ?? caps
        exposure = try fields.decodeIfPresent(ExposureSettings.self, forKey: .exposure)
    }

    /// Whether any score changes.
    var adjustsScores: Bool {
        context.strength > 0 || freshness.map { $0.share > 0 } ?? false || damping > 0
            || objectives.margin > 0 || objectives.novelty > 0
    }

    /// Whether anything but the scores decides which candidates stand where.
    var choosesItself: Bool { diversity.map { $0.strength > 0 } ?? false || !caps.isEmpty || exposure != nil }

    /// Itself, when every field is in range.
    ///
    /// - Parameter path: What it is called in the settings: `placements.home.ranking`.
    /// - Throws: `InvalidSetting` that names the field.
    package func validated(as path: String) throws(InvalidSetting) -> Self {
        try context.check("\(path).context")
        try freshness?.check("\(path).freshness")
        try Setting.check(damping, in: 0...1, "\(path).damping")
        try objectives.check("\(path).objectives")
        try diversity?.check("\(path).diversity")
        guard caps.count <= Self.maximumCaps else {
            throw InvalidSetting("\(path).caps", problem: "has \(caps.count); \(Self.maximumCaps) is the most")
        }
        for (place, cap) in caps.enumerated() { try cap.check("\(path).caps[\(place)]") }
        try exposure?.check("\(path).exposure")
        return self
    }
}
