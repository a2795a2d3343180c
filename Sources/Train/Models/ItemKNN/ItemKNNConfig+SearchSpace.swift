import Domain

extension ItemKNNConfig {
    /// All three settings; a training has no passes.
    package static var searchSpace: SearchSpace {
        SearchSpace([
            TunableSetting("weighting", .choices(Weighting.allCases.map { .string($0.rawValue) })),
            TunableSetting("neighbor_count", .wholeNumbers(20...2000, .logarithmic)),
            TunableSetting("shrinkage", .numbers(0.1...300, .logarithmic)),
        ])
    }
}
