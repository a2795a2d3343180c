package import Domain

/// What the training of ``BasketModel`` can be told; the formulas stand there.
package struct BasketConfig: ModelConfig {
    /// Which way a bond between two items points.
    package enum Direction: String, Codable, Sendable, CaseIterable {
        /// From the one in the basket to the one that goes with it: a case goes with a camera more than the reverse.
        case directed
        /// The same both ways.
        case undirected
    }

    /// Which way bonds point.
    package var direction = Direction.directed
    /// After how many quiet minutes a user's next event begins another basket, above 0...1000000.
    package var pauseMinutes = 30.0
    /// The largest basket that is learned from, in items, 2...10000: what a wholesaler buys goes with everything.
    package var maximumItems = 500
    /// How many baskets must hold both items, 1...1000000.
    package var minimumSupport = 3
    /// Which share of an item's partners may be chance, above 0...1.
    package var falseDiscoveryRate = 0.05
    /// How many baskets as chance would have them are added to those counted, 0...10000: draws the lift of rare pairs
    /// towards 1.
    package var liftShrinkage = 1.0
    /// How many partners of an item are kept, 1...10000.
    package var neighborCount = 200

    /// The default.
    package init() {}

    /// Their names in a file and after `--set basket.`.
    package enum CodingKeys: String, CodingKey, CaseIterable {
        case direction
        case pauseMinutes = "pause_minutes"
        case maximumItems = "maximum_items"
        case minimumSupport = "minimum_support"
        case falseDiscoveryRate = "false_discovery_rate"
        case liftShrinkage = "lift_shrinkage"
        case neighborCount = "neighbor_count"
    }

    /// The names of the settings.
    package static var settingNames: [String] { CodingKeys.allCases.map(\.rawValue) }

    /// The words `direction` can be.
    package static func choices(of setting: String) -> [String] {
        setting == CodingKeys.direction.rawValue ? Direction.allCases.map(\.rawValue) : []
    }

    /// Itself, when every field is in range.
    ///
    /// - Throws: ``InvalidSetting`` that names the field.
    package func validated() throws(InvalidSetting) -> Self {
        try Setting.check(pauseMinutes, above: 0, upTo: 1_000_000, "basket.pause_minutes")
        try Setting.check(maximumItems, in: 2...10_000, "basket.maximum_items")
        try Setting.check(minimumSupport, in: 1...1_000_000, "basket.minimum_support")
        try Setting.check(falseDiscoveryRate, above: 0, upTo: 1, "basket.false_discovery_rate")
        try Setting.check(liftShrinkage, in: 0...10_000, "basket.lift_shrinkage")
        try Setting.check(neighborCount, in: 1...10_000, "basket.neighbor_count")
        return self
    }
}
