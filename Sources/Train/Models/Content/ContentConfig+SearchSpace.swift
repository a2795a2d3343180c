import Domain

extension ContentConfig {
    /// How terms are weighted, and what counts more than the rest; a training has no passes.
    package static var searchSpace: SearchSpace {
        SearchSpace([
            TunableSetting("weighting", .choices(Weighting.allCases.map { .string($0.rawValue) })),
            TunableSetting("saturation", .numbers(0.2...5, .logarithmic)),
            TunableSetting("length_normalization", .numbers(0...1, .linear)),
            TunableSetting("min_items", .wholeNumbers(1...5, .linear)),
            TunableSetting("title_weight", .numbers(0.2...5, .logarithmic)),
            TunableSetting("description_weight", .numbers(0.05...2, .logarithmic)),
            TunableSetting("category_weight", .numbers(0.2...5, .logarithmic)),
            TunableSetting("brand_weight", .numbers(0.2...5, .logarithmic)),
            TunableSetting("tag_weight", .numbers(0.2...5, .logarithmic)),
            TunableSetting("attribute_weight", .numbers(0.05...2, .logarithmic)),
        ])
    }
}
