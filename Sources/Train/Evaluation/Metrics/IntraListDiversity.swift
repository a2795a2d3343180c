import Domain
import Matrices
import Models

/// How little the items of a list have to do with one another, by who chose them in training.
///
///     diversity@k = 1 - mean over the pairs i < j of the first k of  |U_i ∩ U_j| / √(|U_i| · |U_j|)
///
/// with `U_i` the training's visitors of item `i`; an item without any is like no other. 0...1, higher is more mixed,
/// which is better only where the lists stay relevant. Not defined for a list of fewer than two items.
///
/// With `x_i` the vector of item `i` scaled to length 1, the sum over pairs is `(|Σ x_i|² - Σ |x_i|²) / 2`, so the sum
/// of a list's vectors is built item by item and gives the values at all cut-offs on the way.
///
/// *Source:* Ziegler, McNee, Konstan and Lausen, "Improving Recommendation Lists Through Topic Diversification", WWW
/// 2005, doi:10.1145/1060745.1060754, whose intra-list similarity is a sum over pairs.
/// *Deviations:* the mean over pairs, taken from 1, so that lists of two lengths compare.
struct IntraListDiversity: RankingMetric {
    /// `diversity`
    static let name = "diversity"
    /// Where all lists together would take more steps than this, only every second, fourth, eighth ... visitor is
    /// measured; a step is an interaction of an item in a list.
    static let maximumSteps = 2_000_000_000

    private let visitorsOfItem: CSRMatrix
    private let stride: Int

    /// A measure of `rankings` by the interactions of `training`.
    /// - Complexity: O(interactions + visitors · length of a list).
    init(_ training: TrainingSet, _ rankings: Rankings, maximumSteps: Int = Self.maximumSteps) {
        let visitorsOfItem = training.interactions.transposed()
        let steps = (0..<rankings.visitorCount).reduce(0) { sum, position in
            rankings[position].reduce(sum) { $0 + visitorsOfItem.entries(ofRow: Int($1)).count }
        }
        var stride = 1
        while steps / stride > maximumSteps { stride *= 2 }
        (self.visitorsOfItem, self.stride) = (visitorsOfItem, stride)
    }

    /// One minus the mean cosine of the pairs among the first `k`.
    /// - Complexity: O(interactions of the list's items).
    func values(_ list: VisitorList, cutoffs: [Int], scratch: inout MetricScratch) -> [Double?] {
        var values = [Double?](repeating: nil, count: cutoffs.count)
        guard list.position % stride == 0, list.ranking.count > 1 else { return values }
        var (pairSum, place) = (0.0, 0)
        scratch.userSums.withUnsafeMutableBufferPointer { sums in
            for (index, item) in list.ranking.enumerated() {
                pairSum += add(item, to: sums)
                let length = index + 1
                while place < cutoffs.count, cutoffs[place] <= length || length == list.ranking.count {
                    if length > 1 { values[place] = 1 - pairSum / (Double(length) * Double(length - 1) / 2) }
                    place += 1
                }
            }
            for item in list.ranking { clear(item, in: sums) }
        }
        return values
    }

    /// Adds the unit vector of `item` to `sums` and returns its inner product with what was there: the sum of its
    /// cosines with the items before.
    private func add(_ item: ItemIndex, to sums: UnsafeMutableBufferPointer<Double>) -> Double {
        let entries = visitorsOfItem.entries(ofRow: Int(item))
        guard !entries.isEmpty else { return 0 }
        let users = UnsafeBufferPointer(rebasing: visitorsOfItem.columns.pointer[entries])
        let share = 1 / Double(entries.count).squareRoot()
        var product = 0.0
        for user in users {
            let sum = sums[Int(user)]
            product += sum
            sums[Int(user)] = sum + share
        }
        return product * share
    }

    private func clear(_ item: ItemIndex, in sums: UnsafeMutableBufferPointer<Double>) {
        for user in UnsafeBufferPointer(
            rebasing: visitorsOfItem.columns.pointer[visitorsOfItem.entries(ofRow: Int(item))])
        { sums[Int(user)] = 0 }
    }
}
