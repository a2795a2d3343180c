extension VMISKNNConfig {
    /// Both counts; the pause says what a visit is.
    package static var searchSpace: SearchSpace {
        SearchSpace([
            TunableSetting("neighbor_count", .wholeNumbers(50...2000, .logarithmic)),
            TunableSetting("sample_size", .wholeNumbers(100...10_000, .logarithmic)),
        ])
    }
}
