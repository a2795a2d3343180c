package import Domain
import Matrices

/// What the training of ``SLIMModel`` can be told; the formulas stand there.
package struct SLIMConfig: ModelConfig {
    /// `l1`, 0...1,000,000: what an item must explain to have a weight at all.
    package var l1Regularization = 1.0
    /// `l2`, above 0...1,000,000: draws the weights towards 0.
    package var l2Regularization = 50.0
    /// `nu`, 0...1: how much more strongly `l2` draws those of an item with many interactions; 0 is the paper's.
    package var regularizationExponent = 0.0
    /// `mu`, 0...2: how much less a visitor with many interactions counts; 0 is the paper's.
    package var activityExponent = 0.0
    /// How many items each item's score may depend on at most, 1...100000: the most alike by cosine.
    package var candidateCount = 1000
    /// Whether weights below 0 are ruled out, as in the paper.
    package var isNonNegative = true
    /// When the descent stops, above 0...1: the largest change of a weight in a pass, relative to the largest weight.
    package var tolerance = 0.001
    /// Whether interactions count by their weights, or all alike.
    package var usesWeights = true

    /// The default.
    package init() {}

    /// Their names in a file and after `--set slim.`.
    package enum CodingKeys: String, CodingKey, CaseIterable {
        case l1Regularization = "l1_regularization"
        case l2Regularization = "l2_regularization"
        case regularizationExponent = "regularization_exponent"
        case activityExponent = "activity_exponent"
        case candidateCount = "candidate_count"
        case isNonNegative = "non_negative"
        case tolerance
        case usesWeights = "use_weights"
    }

    /// The names of the settings.
    package static var settingNames: [String] { CodingKeys.allCases.map(\.rawValue) }

    /// Itself, when every field is in range.
    ///
    /// - Throws: ``InvalidSetting`` that names the field.
    package func validated() throws(InvalidSetting) -> Self {
        try Setting.check(l1Regularization, in: 0...1_000_000, "slim.l1_regularization")
        try Setting.check(l2Regularization, above: 0, upTo: 1_000_000, "slim.l2_regularization")
        try Setting.check(regularizationExponent, in: 0...1, "slim.regularization_exponent")
        try Setting.check(activityExponent, in: 0...2, "slim.activity_exponent")
        try Setting.check(candidateCount, in: 1...100_000, "slim.candidate_count")
        try Setting.check(tolerance, above: 0, upTo: 1, "slim.tolerance")
        return self
    }

    /// What each item's regression minimises.
    var terms: ElasticNet.Terms {
        ElasticNet.Terms(
            l1: l1Regularization, isNonNegative: isNonNegative, candidateCount: candidateCount, tolerance: tolerance)
    }
}
