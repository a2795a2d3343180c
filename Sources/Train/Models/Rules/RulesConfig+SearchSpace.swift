import Domain

extension RulesConfig {
    /// All but the pause, which says what a visit is.
    package static var searchSpace: SearchSpace {
        SearchSpace([
            TunableSetting("steps", .wholeNumbers(1...20, .logarithmic)),
            TunableSetting("weighting", .choices(SessionDecay.allCases.map { .string($0.rawValue) })),
            TunableSetting("rule_count", .wholeNumbers(20...1000, .logarithmic)),
        ])
    }
}
