import Domain

extension GFCFConfig {
    /// The ideal filter's size and weight. `neighbor_count` trades memory for hardly any quality above some hundreds.
    package static var searchSpace: SearchSpace {
        SearchSpace([
            TunableSetting("embedding_size", .choices([64, 128, 256, 512])),
            TunableSetting("ideal_weight", .numbers(0.05...1, .logarithmic)),
        ])
    }
}
