import Domain

extension SLIMConfig {
    /// Both penalties and both exponents. `candidate_count` and `tolerance` trade time for quality.
    package static var searchSpace: SearchSpace {
        SearchSpace([
            TunableSetting("l1_regularization", .numbers(0.01...20, .logarithmic)),
            TunableSetting("l2_regularization", .numbers(1...1000, .logarithmic)),
            TunableSetting("regularization_exponent", .numbers(0...1, .linear)),
            TunableSetting("activity_exponent", .numbers(0...1, .linear)),
        ])
    }
}
