import Foundation

/// Whether a thing that happens at random happens more often than before: the exact comparison of two Poisson counts.
///
/// Of `recent` and `base` events, seen over the exposures `E_r` and `E_b`, the recent ones follow the binomial
/// distribution B(recent + base, π) when the rates are equal, with π = E_r / (E_r + E_b): however rare the thing is, and
/// without an approximation.
///
/// *Source:* Przyborowski and Wilenski, 1940, doi:10.1093/biomet/31.3-4.313; the bound by Clopper and Pearson, 1934,
/// doi:10.1093/biomet/26.4.404.
package struct RateTest {
    /// How often it happened lately, and before.
    package let recent: Int, base: Int
    /// π, the share of the events that would be recent if nothing had changed; above 0 and below 1.
    package let expectedShare: Double

    /// The test of these counts.
    package init(recent: Int, base: Int, expectedShare: Double) {
        (self.recent, self.base, self.expectedShare) = (recent, base, expectedShare)
    }

    /// The chance of at least `recent` of the events, if the rates are equal: 0...1, lower is stronger evidence of a rise.
    /// - Complexity: O(events) at worst; a few dozen terms for a rise.
    package var pValue: Double { Self.upperTail(recent, of: recent + base, chance: expectedShare) }

    /// The smallest p-value that any split of these events could have.
    package var smallestPValue: Double { pow(expectedShare, Double(recent + base)) }

    /// The ratio of the recent rate to the base rate that is exceeded with confidence `1 - level`: the largest that a test
    /// at `level`, above 0 and below 1, would refuse. 0 without recent events; above 1 just when the p-value is below
    /// `level`.
    /// - Complexity: that of 60 p-values.
    package func lowerBound(level: Double) -> Double {
        guard recent > 0 else { return 0 }
        var (low, high) = (0.0, 1.0)
        for _ in 0..<60 {
            let middle = (low + high) / 2
            if Self.upperTail(recent, of: recent + base, chance: middle) < level { low = middle } else { high = middle }
        }
        return low / (1 - low) * (1 - expectedShare) / expectedShare
    }

    /// By how much the rate rose at least, in doublings: the logarithm of ``lowerBound(level:)``.
    package func leastRise(level: Double) -> Double { log2(lowerBound(level: level)) }

    /// P(X ≥ `least`) for X of B(`count`, `chance`), `chance` above 0 and below 1.
    static func upperTail(_ least: Int, of count: Int, chance: Double) -> Double {
        guard least > 0 else { return 1 }
        guard least <= count else { return 0 }
        let odds = chance / (1 - chance)
        func probability(_ k: Int) -> Double {
            exp(LogFactorials.choose(count, k) + Double(k) * log(chance) + Double(count - k) * log1p(-chance))
        }
        // From the end that is nearer the tail, so that the terms fall.
        if Double(least) > Double(count) * chance {
            return fallingSum(
                probability(least), (least..<count).lazy.map { odds * Double(count - $0) / Double($0 + 1) })
        }
        let below = (0..<least - 1).lazy.reversed().map { Double($0 + 1) / (odds * Double(count - $0)) }
        return max(0, 1 - fallingSum(probability(least - 1), below))
    }

    /// `first · (1 + r_1 + r_1·r_2 + …)` for falling terms, up to where they no longer matter; at most 1.
    static func fallingSum(_ first: Double, _ ratios: some Sequence<Double>) -> Double {
        var (sum, term) = (1.0, 1.0)
        for ratio in ratios {
            term *= ratio
            sum += term
            if term < sum * 1e-17 { break }
        }
        return min(1, first * sum)
    }
}
