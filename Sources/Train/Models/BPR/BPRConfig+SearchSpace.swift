import Domain

extension BPRConfig {
    /// The size of a step and the pull towards 0, both over two orders of magnitude, and the size of the vectors.
    package static var searchSpace: SearchSpace {
        SearchSpace(
            [
                TunableSetting("embedding_size", .choices([32, 64, 128])),
                TunableSetting("learning_rate", .numbers(0.03...0.5, .logarithmic)),
                TunableSetting("regularization", .numbers(0.001...0.1, .logarithmic)),
            ], epochs: TunableEpochs("epochs", most: 120))
    }
}
