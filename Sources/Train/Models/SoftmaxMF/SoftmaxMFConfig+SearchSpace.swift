import Domain

extension SoftmaxMFConfig {
    /// The temperature, which decides, the size of a step, and the size of the vectors.
    ///
    /// *Source:* Wu et al., 2022, arXiv:2201.02327, section 4, on which settings matter.
    package static var searchSpace: SearchSpace {
        SearchSpace(
            [
                TunableSetting("embedding_size", .choices([64, 128])),
                TunableSetting("temperature", .numbers(0.05...0.4, .logarithmic)),
                TunableSetting("learning_rate", .numbers(0.5...5, .logarithmic)),
            ], epochs: TunableEpochs("epochs", most: 60))
    }
}
