/// How strict many tests at once must be, so that few of those that pass do so by luck.
///
/// Of the p-values that pass, at most the share `rate` is false on average; where nothing is to be found at all, that is
/// the chance that anything passes.
///
/// *Source:* Benjamini and Hochberg, 1995, doi:10.1111/j.2517-6161.1995.tb02031.x.
package enum FalseDiscoveries {
    /// The level `rate · k / testCount` of the largest `k` for which `k` of `pValues` are no higher than that; 0 where none
    /// are. A test passes when its p-value is at most the level.
    ///
    /// `testCount` also counts the tests whose p-value is not among `pValues`: these cannot pass.
    /// - Complexity: O(n log n).
    package static func level(_ pValues: [Double], testCount: Int, rate: Double) -> Double {
        precondition(testCount >= pValues.count, "\(pValues.count) p-values are of \(testCount) tests.")
        let sorted = pValues.sorted()
        for k in stride(from: sorted.count, to: 0, by: -1) {
            let level = rate * Double(k) / Double(testCount)
            if sorted[k - 1] <= level { return level }
        }
        return 0
    }
}
