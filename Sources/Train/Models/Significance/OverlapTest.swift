import Foundation

/// Whether two things are found together more often than by chance: Fisher's exact test, one-sided.
///
/// Of `total` baskets `left` hold the one and `right` the other; were the two independent, the number that hold both would
/// follow the hypergeometric distribution. Exact for small counts, where the χ² approximations see patterns in noise.
///
/// *Source:* Fisher, "The Logic of Inductive Inference", 1935, doi:10.2307/2342435. Dunning, 1993 (ACL J93-1003), on why
/// the usual approximations fail for rare things.
struct OverlapTest {
    /// How many baskets there are, and how many hold the one, the other, and both.
    let total: Int, left: Int, right: Int, both: Int

    /// How many would hold both by chance.
    var expected: Double { Double(left) * Double(right) / Double(total) }

    /// The chance of at least `both`, if the two are independent: 0...1, lower is stronger evidence of a bond.
    /// - Complexity: O(min(left, right)) at worst; a few dozen terms for a bond.
    var pValue: Double {
        let (least, most) = (max(0, left + right - total), min(left, right))
        guard both > least else { return 1 }
        guard both <= most else { return 0 }
        // The ratio of the chance of k + 1 to that of k.
        func ratio(_ k: Int) -> Double {
            Double(left - k) * Double(right - k) / (Double(k + 1) * Double(total - left - right + k + 1))
        }
        if Double(both) > expected {
            return RateTest.fallingSum(probability(both), (both..<most).lazy.map(ratio))
        }
        return max(
            0, 1 - RateTest.fallingSum(probability(both - 1), (least..<both - 1).lazy.reversed().map { 1 / ratio($0) }))
    }

    private func probability(_ k: Int) -> Double {
        exp(
            LogFactorials.choose(left, k) + LogFactorials.choose(total - left, right - k)
                - LogFactorials.choose(total, right))
    }
}
