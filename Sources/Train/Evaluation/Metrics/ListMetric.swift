/// A measure of one visitor's list against what the visitor chose; averaged over visitors.
package protocol ListMetric: Sendable {
    /// Its name in tables, JSON and settings, without the cut-off: `recall`.
    static var name: String { get }

    /// The value of the first `k` of `list`.
    /// - Complexity: O(k).
    static func value(_ list: JudgedList, k: Int) -> Double
}

/// A ranking of which only matters where the truth stands in it.
package struct JudgedList: Sendable {
    /// Whether each item of the ranking is in the truth, the best item first. May be shorter than the cut-off where
    /// the catalogue is.
    package let isHit: ArraySlice<Bool>
    /// How many items the truth has, 1 or more.
    package let truthCount: Int

    /// A judged list.
    package init(isHit: ArraySlice<Bool>, truthCount: Int) {
        precondition(truthCount > 0, "A list cannot be judged by an empty truth.")
        (self.isHit, self.truthCount) = (isHit, truthCount)
    }

    /// A judged list.
    package init(isHit: [Bool], truthCount: Int) { self.init(isHit: isHit[...], truthCount: truthCount) }

    /// How many of the first `k` are in the truth.
    func hitCount(_ k: Int) -> Int { isHit.prefix(k).count { $0 } }

    /// The most hits that the first `k` places can hold.
    func idealHitCount(_ k: Int) -> Int { min(k, truthCount) }
}
