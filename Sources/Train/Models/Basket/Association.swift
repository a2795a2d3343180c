import Foundation

/// What baskets say of two items, the one of which is in a basket already.
///
/// *Source:* support and confidence: Agrawal, Imieliński and Swami, 1993, doi:10.1145/170035.170072; lift, there called
/// interest: Brin, Motwani, Ullman and Tsur, 1997, doi:10.1145/253260.253325.
package struct Association: Hashable, Sendable {
    /// How many baskets there are.
    package let baskets: Int
    /// How many hold the item that is there, and the one that may go with it; 1 or more each.
    package let withItem: Int, withPartner: Int
    /// How many hold both.
    package let withBoth: Int

    /// An association of these counts.
    package init(baskets: Int, withItem: Int, withPartner: Int, withBoth: Int) {
        precondition(
            min(withItem, withPartner) >= max(1, withBoth) && max(withItem, withPartner) <= baskets,
            "\(withBoth) of \(baskets) baskets cannot hold both of what \(withItem) and \(withPartner) hold.")
        (self.baskets, self.withItem, self.withPartner, self.withBoth) = (baskets, withItem, withPartner, withBoth)
    }

    /// The share of all baskets that hold both, 0...1.
    package var support: Double { Double(withBoth) / Double(baskets) }
    /// The share of the baskets with the item that hold the partner too, 0...1.
    package var confidence: Double { Double(withBoth) / Double(withItem) }
    /// How many times as often both are there as by chance; 1 is chance.
    package var lift: Double { Double(withBoth) / expected }
    /// The chance of at least as many baskets with both, were the two independent; 0...1, lower is a surer bond.
    package var pValue: Double {
        OverlapTest(total: baskets, left: withItem, right: withPartner, both: withBoth).pValue
    }

    /// How many baskets would hold both by chance.
    var expected: Double { Double(withItem) * Double(withPartner) / Double(baskets) }

    /// The lift when `shrinkage` baskets as chance would have them are added to those counted.
    func lift(shrunkBy shrinkage: Double) -> Double { (Double(withBoth) + shrinkage) / (expected + shrinkage) }
}
