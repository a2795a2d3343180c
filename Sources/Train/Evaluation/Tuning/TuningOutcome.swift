/// What a search found for one model.
package struct TuningOutcome: Sendable {
    /// The model's name.
    package let model: String
    /// Every measurement in the order of the search; at least one.
    package let measurements: [TrialMeasurement]

    /// The outcome for `model`.
    package init(model: String, measurements: [TrialMeasurement]) {
        precondition(!measurements.isEmpty, "A search measures one trial at least.")
        (self.model, self.measurements) = (model, measurements)
    }

    /// The measurements from best to worst.
    ///
    /// Those on more visitors come first: a figure on few is no match for one on many, however high. Of equal values
    /// the earlier counts more, so the defaults win a tie.
    package var ranking: [TrialMeasurement] {
        let numbered = measurements.enumerated().sorted { left, right in
            let (a, b) = (left.element, right.element)
            return (a.visitors, a.value, right.offset) > (b.visitors, b.value, left.offset)
        }
        return numbered.map(\.element)
    }

    /// The measurement that wins.
    package var best: TrialMeasurement { ranking[0] }

    /// How many configurations were tried.
    package var trialCount: Int { Set(measurements.map(\.trial)).count }

    /// What training and measuring took, in seconds.
    package var seconds: Double { measurements.reduce(0) { $0 + $1.seconds } }
}
