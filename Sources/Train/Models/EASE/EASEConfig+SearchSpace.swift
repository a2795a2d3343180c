import Domain

extension EASEConfig {
    /// The regularisation and both exponents. `neighbor_count` and `tolerance` trade memory and time for quality.
    package static var searchSpace: SearchSpace {
        SearchSpace([
            TunableSetting("regularization", .numbers(5...2000, .logarithmic)),
            TunableSetting("regularization_exponent", .numbers(0...1, .linear)),
            TunableSetting("activity_exponent", .numbers(0...1, .linear)),
        ])
    }
}
