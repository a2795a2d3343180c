package import Domain

/// What the training of ``ContentModel`` can be told; the formulas stand there.
package struct ContentConfig: ModelConfig {
    /// How much a term says about an item.
    package enum Weighting: String, Codable, Sendable, CaseIterable {
        /// Dampened by a square root, whatever the length of the text.
        case tfidf
        /// Saturating, and less in a long text: Okapi BM25 over weighted fields.
        case bm25
    }

    /// How much a term says about an item.
    package var weighting = Weighting.bm25
    /// The language of the texts.
    package var language = TextLanguage.auto
    /// BM25's k1, 0...100: how many times a term has to stand in a text to count half as much as it ever can.
    package var saturation = 1.2
    /// BM25's b, 0...1: how much a text's length counts against its terms.
    package var lengthNormalization = 0.75
    /// The least number of items a term stands in, 1...1000000. What one item alone has is like nothing else, but it counts
    /// against what it shares: a title of rare words is less alike.
    package var minItems = 1
    /// The most terms that are kept, those in the most items, 1...10000000.
    package var maxTerms = 100_000
    /// How often a word of the title counts, 0...100.
    package var titleWeight = 1.0
    /// How often a word of the description counts, 0...100.
    package var descriptionWeight = 1.0
    /// How often a category counts, 0...100.
    package var categoryWeight = 1.0
    /// How often the brand counts, 0...100.
    package var brandWeight = 1.0
    /// How often a word of a tag counts, 0...100.
    package var tagWeight = 1.0
    /// How often an attribute counts that is a string, a truth value or a list of strings, 0...100.
    package var attributeWeight = 1.0
    /// The attributes that count so; nil is all.
    package var attributes: [String]?
    /// The attributes that are compared as numbers, `price` among them; 16 at most.
    package var numbers: [String] = []
    /// The attributes that are vectors, each an array of numbers; 16 at most.
    package var vectors: [String] = []
    /// How much all terms together say beside numbers and vectors, 0...100.
    package var termShare = 1.0
    /// How much all numbers together say, 0...100.
    package var numberShare = 0.25
    /// How much all vectors together say, 0...100.
    package var vectorShare = 1.0
    /// How many items may lie between two numbers that are alike, as a share of all, above 0...1.
    package var numberWidth = 0.1

    /// The default.
    package init() {}

    /// Their names in a file and after `--set content.`.
    package enum CodingKeys: String, CodingKey, CaseIterable {
        case weighting, language, saturation
        case lengthNormalization = "length_normalization"
        case minItems = "min_items"
        case maxTerms = "max_terms"
        case titleWeight = "title_weight"
        case descriptionWeight = "description_weight"
        case categoryWeight = "category_weight"
        case brandWeight = "brand_weight"
        case tagWeight = "tag_weight"
        case attributeWeight = "attribute_weight"
        case attributes, numbers, vectors
        case termShare = "term_share"
        case numberShare = "number_share"
        case vectorShare = "vector_share"
        case numberWidth = "number_width"
    }

    /// The names of the settings.
    package static var settingNames: [String] { CodingKeys.allCases.map(\.rawValue) }

    /// The words `weighting` and `language` can be.
    package static func choices(of setting: String) -> [String] {
        switch setting {
        case CodingKeys.weighting.rawValue: Weighting.allCases.map(\.rawValue)
        case CodingKeys.language.rawValue: TextLanguage.allCases.map(\.rawValue)
        default: []
        }
    }

    /// What the catalogue says is all it learns from.
    package var needs: TrainingNeeds { TrainingNeeds(catalogue: true) }

    /// Itself, when every field is in range.
    ///
    /// - Throws: ``InvalidSetting`` that names the field.
    package func validated() throws(InvalidSetting) -> Self {
        try Setting.check(saturation, in: 0...100, "content.saturation")
        try Setting.check(lengthNormalization, in: 0...1, "content.length_normalization")
        try Setting.check(minItems, in: 1...1_000_000, "content.min_items")
        try Setting.check(maxTerms, in: 1...10_000_000, "content.max_terms")
        let weights: [(CodingKeys, Double)] = [
            (.titleWeight, titleWeight), (.descriptionWeight, descriptionWeight), (.categoryWeight, categoryWeight),
            (.brandWeight, brandWeight), (.tagWeight, tagWeight), (.attributeWeight, attributeWeight),
            (.termShare, termShare), (.numberShare, numberShare), (.vectorShare, vectorShare),
        ]
        for (key, weight) in weights { try Setting.check(weight, in: 0...100, "content.\(key.rawValue)") }
        try Setting.check(numbers.count, in: 0...16, "content.numbers")
        try Setting.check(vectors.count, in: 0...16, "content.vectors")
        try Setting.check(numberWidth, above: 0, upTo: 1, "content.number_width")
        return self
    }
}
