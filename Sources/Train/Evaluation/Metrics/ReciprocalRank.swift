/// One over the place of the first hit; its mean over visitors is MRR.
///
///     RR@k = 1 / min { p : ranking[p] ∈ truth },  0 when no p ≤ k
///
/// 0...1, higher is better.
package enum ReciprocalRank: ListMetric {
    /// `mrr`
    package static let name = "mrr"

    /// 1 / the 1-based place of the first hit, or 0.
    package static func value(_ list: JudgedList, k: Int) -> Double {
        let hits = list.isHit.prefix(k)
        guard let first = hits.firstIndex(of: true) else { return 0 }
        return 1 / Double(first - hits.startIndex + 1)
    }
}
