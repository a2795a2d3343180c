package import Domain

/// What the training of ``BlendModel`` can be told; the formulas stand there.
package struct BlendConfig: ModelConfig {
    /// How the parts' scores become one.
    package enum Method: String, Codable, Sendable, CaseIterable {
        /// The sum of the calibrated scores with the given weights.
        case weighted
        /// Reciprocal rank fusion with the given weights.
        case rrf
        /// As `weighted`, with the weights that do best on a part of the training set.
        case learned
    }

    /// How a part's scores are made comparable with another's.
    package enum Calibration: String, Codable, Sendable, CaseIterable {
        /// Divided by the visitor's best score; what is below 0 is 0.
        case max
        /// Divided by the standard deviation over all items.
        case standard
        /// By the place in the part's ranking alone.
        case rank
    }

    /// The models, 1 to 8.
    package var parts = [BlendPart("als"), BlendPart("item-knn")]
    /// How the parts' scores become one.
    package var method = Method.weighted
    /// How a part's scores are made comparable; reciprocal rank fusion needs none.
    package var calibration = Calibration.max
    /// What is added to a rank before it is inverted, 0...10000: how little the first ranks stand out.
    package var rankConstant = 60.0
    /// So many items of a part's ranking count where ranks do, 1...100000.
    package var rankDepth = 1000
    /// The share of each visitor's items that weights are learned on, above 0...0.5.
    package var holdOutShare = 0.2

    /// The most parts there can be.
    static let maximumParts = 8

    /// The default.
    package init() {}

    /// Their names in a file and after `--set blend.`.
    package enum CodingKeys: String, CodingKey, CaseIterable {
        case parts, method, calibration
        case rankConstant = "rrf_k"
        case rankDepth = "rank_depth"
        case holdOutShare = "holdout_share"
    }

    /// The names of the settings.
    package static var settingNames: [String] { CodingKeys.allCases.map(\.rawValue) }

    /// The words `method` and `calibration` can be.
    package static func choices(of setting: String) -> [String] {
        switch setting {
        case CodingKeys.method.rawValue: Method.allCases.map(\.rawValue)
        case CodingKeys.calibration.rawValue: Calibration.allCases.map(\.rawValue)
        default: []
        }
    }

    /// What any of the parts wants to know; a part that does not fit wants nothing, ``validated()`` refuses it.
    package var needs: TrainingNeeds {
        parts.reduce(into: TrainingNeeds()) { needs, part in
            if let own = try? ModelRegistry.needs(of: part.model, settings: part.settings) { needs.formUnion(own) }
        }
    }

    /// Itself, when every field is in range and every part is a model with settings it has.
    ///
    /// - Throws: ``InvalidSetting`` that names the field or the part.
    package func validated() throws(InvalidSetting) -> Self {
        guard (1...Self.maximumParts).contains(parts.count) else {
            throw InvalidSetting("blend.parts", problem: "has \(parts.count) parts; give 1 to \(Self.maximumParts)")
        }
        for (place, part) in parts.enumerated() { try check(part, "blend.parts[\(place)]") }
        guard parts.contains(where: { $0.weight > 0 }) else {
            throw InvalidSetting("blend.parts", problem: "has no part with a weight above 0")
        }
        try Setting.check(rankConstant, in: 0...10_000, "blend.rrf_k")
        try Setting.check(rankDepth, in: 1...100_000, "blend.rank_depth")
        try Setting.check(holdOutShare, above: 0, upTo: 0.5, "blend.holdout_share")
        return self
    }

    private func check(_ part: BlendPart, _ field: String) throws(InvalidSetting) {
        try Setting.check(part.weight, in: 0...BlendPart.maximumWeight, "\(field).weight")
        guard part.model != BlendModel.name else {
            throw InvalidSetting("\(field).model", problem: "is a blend itself; name its parts here instead")
        }
        do { _ = try ModelRegistry.config(of: part.model, settings: part.settings) } catch {
            var sentence = "\(error)"
            while sentence.hasSuffix(".") { sentence.removeLast() }
            throw InvalidSetting(field, problem: "(\(part.model)) cannot be used: \(sentence)")
        }
    }
}
