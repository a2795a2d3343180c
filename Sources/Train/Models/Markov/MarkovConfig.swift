package import Domain

/// What the training of ``MarkovModel`` can be told; the formulas stand there.
package struct MarkovConfig: ModelConfig {
    /// How many items on a transition reaches at most, and how many of the newest items speak, 1...100.
    package var steps = 5
    /// What a step farther counts, above 0...1.
    package var decay = 0.5
    /// How many transitions by popularity are added to those of an item, 0...1000000.
    package var shrinkage = 5.0
    /// How many transitions of an item are kept, the likeliest, 1...10000.
    package var transitionCount = 500
    /// After how many minutes in which nothing happens a user's sequence ends, above 0...10000000; nil takes all a
    /// visitor ever did as one sequence.
    package var pauseMinutes: Double?

    /// The default.
    package init() {}

    /// Their names in a file and after `--set markov.`.
    package enum CodingKeys: String, CodingKey, CaseIterable {
        case steps, decay, shrinkage
        case transitionCount = "transition_count"
        case pauseMinutes = "pause_minutes"
    }

    /// The names of the settings.
    package static var settingNames: [String] { CodingKeys.allCases.map(\.rawValue) }

    /// Itself, when every field is in range.
    ///
    /// - Throws: ``InvalidSetting`` that names the field.
    package func validated() throws(InvalidSetting) -> Self {
        try Setting.check(steps, in: 1...100, "markov.steps")
        try Setting.check(decay, above: 0, upTo: 1, "markov.decay")
        try Setting.check(shrinkage, in: 0...1_000_000, "markov.shrinkage")
        try Setting.check(transitionCount, in: 1...10_000, "markov.transition_count")
        if let pauseMinutes {
            try Setting.check(pauseMinutes, above: 0, upTo: 10_000_000, "markov.pause_minutes")
        }
        return self
    }
}
