extension STANConfig {
    /// All but the pause, which says what a visit is.
    package static var searchSpace: SearchSpace {
        SearchSpace([
            TunableSetting("neighbor_count", .wholeNumbers(50...2000, .logarithmic)),
            TunableSetting("sample_size", .wholeNumbers(300...10_000, .logarithmic)),
            TunableSetting("position_scale", .numbers(0.2...20, .logarithmic)),
            TunableSetting("age_days", .numbers(1...300, .logarithmic)),
            TunableSetting("nearness_scale", .numbers(0.2...20, .logarithmic)),
        ])
    }
}
