import Domain

extension RP3betaConfig {
    /// All four settings; a training has no passes.
    package static var searchSpace: SearchSpace {
        SearchSpace([
            TunableSetting("alpha", .numbers(0.3...1.2, .linear)),
            TunableSetting("beta", .numbers(0...0.6, .linear)),
            TunableSetting("neighbor_count", .wholeNumbers(50...2000, .logarithmic)),
            TunableSetting("scale_rows", .choices([true, false])),
        ])
    }
}
