import Domain

extension VSKNNConfig {
    /// All but the pause, which says what a visit is.
    package static var searchSpace: SearchSpace {
        let decays = SessionDecay.allCases.map { JSONValue.string($0.rawValue) }
        return SearchSpace([
            TunableSetting("neighbor_count", .wholeNumbers(50...2000, .logarithmic)),
            TunableSetting("sample_size", .wholeNumbers(300...10_000, .logarithmic)),
            TunableSetting("position_weighting", .choices(decays)),
            TunableSetting("match_weighting", .choices(decays)),
            TunableSetting("rarity_weight", .numbers(0...10, .linear)),
        ])
    }
}
