extension MarkovConfig {
    /// All but the pause, which says what a sequence is.
    package static var searchSpace: SearchSpace {
        SearchSpace([
            TunableSetting("steps", .wholeNumbers(1...20, .logarithmic)),
            TunableSetting("decay", .numbers(0.1...1, .linear)),
            TunableSetting("shrinkage", .numbers(0.01...100, .logarithmic)),
            TunableSetting("transition_count", .wholeNumbers(50...2000, .logarithmic)),
        ])
    }
}
