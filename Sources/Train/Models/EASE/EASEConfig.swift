package import Domain

/// What the training of ``EASEModel`` can be told; the formulas stand there.
package struct EASEConfig: ModelConfig {
    /// How the weights are computed.
    package enum Solver: String, Codable, Sendable, CaseIterable {
        /// `dense` where it fits the memory a training may take and is the faster one, else `iterative`.
        case auto
        /// By the inverse of the whole items by items matrix.
        case dense
        /// By conjugate gradients from the interactions alone, some items at a time.
        case iterative
    }

    /// `lambda`, above 0...1,000,000: draws the weights towards 0.
    package var regularization = 80.0
    /// `nu`, 0...1: how much more strongly those of an item with many interactions are drawn; 0 is the paper's.
    package var regularizationExponent = 0.0
    /// `mu`, 0...2: how much less a visitor with many interactions counts; 0 is the paper's.
    package var activityExponent = 0.0
    /// How many items each item's score depends on at most, 1...100000.
    package var neighborCount = 1000
    /// How the weights are computed.
    package var solver = Solver.auto
    /// Where `iterative` stops, above 0...1: the residual of a weight's equations, relative to the right side.
    package var tolerance = 0.01
    /// Whether interactions count by their weights, or all alike as in the paper.
    package var usesWeights = true

    /// The default.
    package init() {}

    /// Their names in a file and after `--set ease.`.
    package enum CodingKeys: String, CodingKey, CaseIterable {
        case regularization
        case regularizationExponent = "regularization_exponent"
        case activityExponent = "activity_exponent"
        case neighborCount = "neighbor_count"
        case solver, tolerance
        case usesWeights = "use_weights"
    }

    /// The names of the settings.
    package static var settingNames: [String] { CodingKeys.allCases.map(\.rawValue) }

    /// The words `solver` can be.
    package static func choices(of setting: String) -> [String] {
        setting == CodingKeys.solver.rawValue ? Solver.allCases.map(\.rawValue) : []
    }

    /// Itself, when every field is in range.
    ///
    /// - Throws: ``InvalidSetting`` that names the field.
    package func validated() throws(InvalidSetting) -> Self {
        try Setting.check(regularization, above: 0, upTo: 1_000_000, "ease.regularization")
        try Setting.check(regularizationExponent, in: 0...1, "ease.regularization_exponent")
        try Setting.check(activityExponent, in: 0...2, "ease.activity_exponent")
        try Setting.check(neighborCount, in: 1...100_000, "ease.neighbor_count")
        try Setting.check(tolerance, above: 0, upTo: 1, "ease.tolerance")
        return self
    }
}
