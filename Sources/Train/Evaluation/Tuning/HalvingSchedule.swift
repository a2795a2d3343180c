/// How a bracket of trials is thinned out: many with little effort, the best of them with more.
///
/// Of a bracket of `n` trials, rung `k` of `K + 1` measures
///
///     n_k = max(1, ⌊n / 3^k⌋)  trials with the share  r_k = 3^(k - K)  of the effort,   K = 2
///
/// so each rung of a whole bracket of 9 costs as much as one full trial: 9 · 1/9, 3 · 1/3, 1 · 1. The three full
/// trials' worth of work looks at nine configurations.
///
/// *Source:* Jamieson and Talwalkar, "Non-stochastic Best Arm Identification and Hyperparameter Optimization",
/// AISTATS 2016, arXiv:1502.07943; the factor 3 as in Li et al., "Hyperband", JMLR 18 (2018), arXiv:1603.06560.
/// *Deviations:* brackets of one kind follow one another until the budget is spent, where Hyperband varies the first
/// share. So there is a finished result early, and a budget in minutes needs no forecast of what a trial costs.
package enum HalvingSchedule {
    /// By how much a rung thins out the trials and raises the effort.
    package static let factor = 3
    /// How many trials a whole bracket begins with.
    package static let bracketSize = 9
    /// The last rung, `K`, at full effort.
    package static let lastRung = 2

    /// One step of a bracket.
    package struct Rung: Hashable, Sendable {
        /// Its place, from 0.
        package let index: Int
        /// How many of the bracket's trials reach it.
        package let trialCount: Int
    }

    /// The rungs of a bracket of `count` trials, 1 or more; the last bracket of a search may be a small one.
    package static func rungs(of count: Int) -> [Rung] {
        precondition(count >= 1, "A bracket has a trial at least, not \(count).")
        var (rungs, left) = ([Rung](), count)
        for index in 0...lastRung {
            rungs.append(Rung(index: index, trialCount: max(1, left)))
            left /= factor
        }
        return rungs
    }

    /// The share of the full effort that a trial gets on rung `index`: 1/9, 1/3, 1.
    package static func share(ofRung index: Int) -> Double {
        var share = 1.0
        for _ in index..<lastRung { share /= Double(factor) }
        return share
    }

    /// `share(ofRung:)` of `most`, rounded, 1 at least.
    package static func amount(ofRung index: Int, most: Int) -> Int {
        max(1, Int((share(ofRung: index) * Double(most)).rounded()))
    }
}
