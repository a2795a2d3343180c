package import Domain

/// What the training of ``ItemKNNModel`` can be told; the formulas stand there.
package struct ItemKNNConfig: ModelConfig {
    /// How the interactions are weighted before items are compared.
    package enum Weighting: String, Codable, Sendable, CaseIterable {
        /// As they are.
        case none
        /// Dampened, and less from a visitor who touches much: `√w · rarity`.
        case tfidf
        /// Saturating, and less from a visitor who touches much: Okapi BM25 with k1 = 1.2 and b = 0.75.
        case bm25
    }

    /// How many neighbours of an item are kept, 1...10000.
    package var neighborCount = 500
    /// What is added to the product of the norms, 0...10000: draws the similarity of rarely seen items towards 0.
    package var shrinkage = 10.0
    /// How the interactions are weighted before items are compared.
    package var weighting = Weighting.bm25

    /// The default.
    package init() {}

    /// Their names in a file and after `--set item-knn.`.
    package enum CodingKeys: String, CodingKey, CaseIterable {
        case neighborCount = "neighbor_count"
        case shrinkage, weighting
    }

    /// The names of the settings.
    package static var settingNames: [String] { CodingKeys.allCases.map(\.rawValue) }

    /// The words `weighting` can be.
    package static func choices(of setting: String) -> [String] {
        setting == CodingKeys.weighting.rawValue ? Weighting.allCases.map(\.rawValue) : []
    }

    /// Itself, when every field is in range.
    ///
    /// - Throws: ``InvalidSetting`` that names the field.
    package func validated() throws(InvalidSetting) -> Self {
        try Setting.check(neighborCount, in: 1...10_000, "item-knn.neighbor_count")
        try Setting.check(shrinkage, in: 0...10_000, "item-knn.shrinkage")
        return self
    }
}
