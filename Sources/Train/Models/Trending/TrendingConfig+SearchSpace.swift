import Domain

extension TrendingConfig {
    /// How long lately is, how much of the past it is compared with, and how fast a trend passes.
    package static var searchSpace: SearchSpace {
        SearchSpace([
            TunableSetting("window_days", .numbers(1...28, .logarithmic)),
            TunableSetting("base_windows", .wholeNumbers(1...12, .logarithmic)),
            TunableSetting("half_life_days", .numbers(0.5...30, .logarithmic)),
        ])
    }
}
