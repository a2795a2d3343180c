import Domain

extension BasketConfig {
    /// All settings but the largest basket; a training has no passes.
    package static var searchSpace: SearchSpace {
        SearchSpace([
            TunableSetting("direction", .choices(Direction.allCases.map { .string($0.rawValue) })),
            TunableSetting("pause_minutes", .numbers(5...10_000, .logarithmic)),
            TunableSetting("minimum_support", .wholeNumbers(1...10, .logarithmic)),
            TunableSetting("false_discovery_rate", .numbers(0.001...1, .logarithmic)),
            TunableSetting("lift_shrinkage", .numbers(0.1...100, .logarithmic)),
            TunableSetting("neighbor_count", .wholeNumbers(20...1000, .logarithmic)),
        ])
    }
}
