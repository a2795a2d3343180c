import Domain

extension ALSConfig {
    /// The two weights that decide, both over two orders of magnitude, and the size.
    ///
    /// `regularization_exponent` stays 1, as in the paper; the solver changes the time and hardly the result.
    /// *Source:* Rendle et al., "Revisiting the Performance of iALS on Item Recommendation Benchmarks", RecSys 2022,
    /// doi:10.1145/3523227.3548486, section 4, on which settings matter.
    package static var searchSpace: SearchSpace {
        SearchSpace(
            [
                TunableSetting("embedding_size", .choices([32, 64, 128])),
                TunableSetting("regularization", .numbers(0.0003...0.03, .logarithmic)),
                TunableSetting("unobserved_weight", .numbers(0.003...0.3, .logarithmic)),
            ], epochs: TunableEpochs("epochs", most: 18))
    }
}
