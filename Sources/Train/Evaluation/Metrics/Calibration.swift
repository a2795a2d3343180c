import Domain
import Foundation
import Models

/// How far the mix of categories in a list is from that of the visitor's history, in nats.
///
///     calibration_kl@k = Σ_c p(c) · ln( p(c) / q'(c) )        q' = (1 - a) · q + a · p,   a = 0.01
///     p(c) = Σ_{i in history} w_i · p(c|i) / Σ w_i            q(c) = mean over the first k of p(c|i)
///
/// with `w_i` the weight of a past item and `p(c|i)` one over the number of its categories; items without categories
/// are passed over. 0...ln(1 / a) = 4.6, lower is better: 0 when the list has the categories of the history in the same
/// shares, the highest when it has none of them. Not defined where history or list hold no categories.
///
/// *Source:* Steck, "Calibrated Recommendations", RecSys 2018, doi:10.1145/3240323.3240372, equations 2 to 6 with
/// all places of the list alike. *Deviations:* natural logarithm.
struct Calibration: RankingMetric {
    /// `calibration_kl`
    static let name = "calibration_kl"
    /// The share of the history's mix in that of the list, so that a category that is missing costs a finite amount.
    static let smoothing = 0.01

    private let categories: ItemCategories

    /// A measure by these categories.
    init(_ categories: ItemCategories) { self.categories = categories }

    /// The divergence of the first `k` from the history.
    /// - Complexity: O(categories of the history and of the list) a cut-off.
    func values(_ list: VisitorList, cutoffs: [Int], scratch: inout MetricScratch) -> [Double?] {
        let history = mix(list.visitor.query.history.map { ($0.item, Double($0.weight)) })
        return cutoffs.map { k in
            let shown = mix(list.ranking.prefix(k).map { ($0, 1) })
            guard !history.isEmpty, !shown.isEmpty else { return nil }
            // In the categories' order, so that the sum has the same bits in every run.
            return max(
                0,
                history.keys.sorted().reduce(0) { sum, category in
                    let wanted = history[category] ?? 0
                    let found = (1 - Self.smoothing) * (shown[category] ?? 0) + Self.smoothing * wanted
                    return sum + wanted * log(wanted / found)
                })
        }
    }

    /// The share of each category; empty where no item has any.
    private func mix(_ items: [(item: ItemIndex, weight: Double)]) -> [UInt32: Double] {
        var (shares, total) = ([UInt32: Double](), 0.0)
        for (item, weight) in items {
            let own = categories[item]
            guard !own.isEmpty, weight > 0 else { continue }
            total += weight
            for category in own { shares[category, default: 0] += weight / Double(own.count) }
        }
        return shares.mapValues { $0 / total }
    }
}
