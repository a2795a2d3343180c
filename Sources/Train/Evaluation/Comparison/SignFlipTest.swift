import Matrices

/// How often chance alone would give a mean difference as large, by flipping the signs of visitors' differences.
///
///     p = (1 + #{ flips : |Σ_u ±d_u| ≥ |Σ_u d_u| }) / (1 + flips)
///
/// If two models are alike, each visitor's difference `d_u` could as well have had the other sign. Both sides; never
/// below 1 / (1 + flips). All measures share the flips, and each flip has its own stream of the seed.
///
/// *Source:* Smucker, Allan and Carterette, "A Comparison of Statistical Significance Tests for Information Retrieval
/// Evaluation", CIKM 2007, doi:10.1145/1321440.1321528; the added ones by Phipson and Smyth, "Permutation P-values Should
/// Never Be Zero", 2010, doi:10.2202/1544-6115.1585.
struct SignFlipTest: Sendable {
    /// How many times the signs are drawn, 1 or more.
    var flips = 9_999
    /// Where the signs are drawn from.
    var seed: UInt64 = 42

    /// No more signs than these are drawn in all, as long as 999 flips are left.
    static let maximumSigns = 1_000_000_000

    /// A test of `visitors` differences: 9,999 flips, or fewer where there are more than 100,000 visitors.
    init(visitors: Int, seed: UInt64) {
        (flips, self.seed) = (max(999, min(9_999, Self.maximumSigns / max(1, visitors))), seed)
    }

    /// A test with so many flips.
    init(flips: Int, seed: UInt64) { (self.flips, self.seed) = (flips, seed) }

    /// The p-value of each measure, in order; a visitor without a value counts as no difference.
    /// - Complexity: O(flips · visitors · measures / 8).
    func pValues(_ differences: VisitorValues, threads: Int) -> [Double] {
        let sums = differences.lanes.map { $0.reduce(SIMD8<Double>.zero, +) }
        let blocks = (flips + 63) / 64
        var counts = [SIMD8<Double>](repeating: .zero, count: blocks * sums.count)
        counts.withUnsafeMutableBufferPointer { numbers in
            let shared = SharedMemory(numbers)
            parallel(count: flips, chunk: 64, threads: threads) { block in
                for flip in block {
                    for (group, lanes) in differences.lanes.enumerated() {
                        let flipped = signedSum(lanes, flip: flip)
                        let isAsLarge = Self.magnitude(flipped) .>= Self.magnitude(sums[group]) * (1 - 1e-12)
                        shared.numbers[block.lowerBound / 64 * sums.count + group] +=
                            SIMD8<Double>.zero.replacing(with: .one, where: isAsLarge)
                    }
                }
            }
        }
        return differences.names.indices.map { measure in
            let hits = (0..<blocks).reduce(0.0) { $0 + counts[$1 * sums.count + measure / 8][measure % 8] }
            return (1 + hits) / Double(1 + flips)
        }
    }

    /// The sum of all visitors' values, each with a sign from the stream of `flip`: a bit of a random word each.
    private func signedSum(_ lanes: [SIMD8<Double>], flip: Int) -> SIMD8<Double> {
        var random = SeededRandom(seed: seed, stream: UInt64(flip))
        return lanes.withUnsafeBufferPointer { lanes in
            var (sum, place) = (SIMD8<Double>.zero, 0)
            while place < lanes.count {
                var word = random.next()
                for visitor in place..<min(place + 64, lanes.count) {
                    sum += lanes[visitor] * (word & 1 == 0 ? 1 : -1)
                    word >>= 1
                }
                place += 64
            }
            return sum
        }
    }

    private static func magnitude(_ numbers: SIMD8<Double>) -> SIMD8<Double> {
        numbers.replacing(with: -numbers, where: numbers .< 0)
    }
}

/// P-values that stay honest when several are looked at together.
enum HolmCorrection {
    /// The smallest level at which each would still be called a difference, all of them together.
    ///
    ///     p'_(i) = max over j ≤ i of min(1, (m - j + 1) · p_(j)),   p_(1) ≤ p_(2) ≤ ... ≤ p_(m)
    ///
    /// Calling those below 0.05 differences errs, anywhere among the `m`, at most once in twenty times.
    /// *Source:* Holm, "A Simple Sequentially Rejective Multiple Test Procedure", Scandinavian Journal of Statistics 6
    /// (1979).
    /// - Complexity: O(m log m).
    static func adjusted(_ values: [Double]) -> [Double] {
        var (adjusted, largest) = (values, 0.0)
        for (rank, index) in values.indices.sorted(by: { values[$0] < values[$1] }).enumerated() {
            largest = max(largest, min(1, Double(values.count - rank) * values[index]))
            adjusted[index] = largest
        }
        return adjusted
    }
}
