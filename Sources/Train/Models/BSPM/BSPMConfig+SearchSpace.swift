import Domain

extension BSPMConfig {
    /// The ideal filter's size and weight, and how long the sharpening runs. One Runge-Kutta step is what the paper
    /// takes; `neighbor_count` trades memory for quality.
    package static var searchSpace: SearchSpace {
        SearchSpace([
            TunableSetting("embedding_size", .choices([64, 128, 256, 512])),
            TunableSetting("ideal_weight", .numbers(0.05...1, .logarithmic)),
            TunableSetting("sharpening_time", .numbers(0.2...3, .linear)),
        ])
    }
}
