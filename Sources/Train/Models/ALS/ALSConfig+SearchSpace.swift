import Domain

extension ALSConfig {
    /// The two weights that decide, both over two orders of magnitude or more, and the size. The first trial of a
    /// search takes the weight of unobserved pairs from the data's density, as the default does.
    ///
    /// `regularization_exponent` stays 1, as in the paper: on Gowalla 1.75 gives a little more, but with a `regularization`
    /// a hundred times smaller, and the two would have to be drawn together. The solver changes the time and hardly the
    /// result.
    /// *Source:* Rendle et al., "Revisiting the Performance of iALS on Item Recommendation Benchmarks", 2021,
    /// arXiv:2110.14037, section 4, on which settings matter.
    package static var searchSpace: SearchSpace {
        SearchSpace(
            [
                TunableSetting("embedding_size", .choices([32, 64, 128])),
                TunableSetting("regularization", .numbers(0.0003...0.03, .logarithmic)),
                TunableSetting("unobserved_weight", .numbers(0.003...1, .logarithmic)),
            ], epochs: TunableEpochs("epochs", most: 18))
    }
}
