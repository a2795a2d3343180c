import Foundation

/// The discounted gain of a ranking over that of the best possible one.
///
///     DCG@k  = Σ_{p = 1...k, ranking[p] ∈ truth} 1 / log2(p + 1)
///     NDCG@k = DCG@k / Σ_{p = 1...min(k, |truth|)} 1 / log2(p + 1)
///
/// 0...1, higher is better; gains are binary.
/// *Source:* Järvelin and Kekäläinen, "Cumulated Gain-Based Evaluation of IR Techniques", ACM TOIS 2002,
/// doi:10.1145/582415.582418; the discount is that of Burges et al. 2005.
package enum NDCG: ListMetric {
    /// `ndcg`
    package static let name = "ndcg"

    /// DCG over ideal DCG.
    package static func value(_ list: JudgedList, k: Int) -> Double {
        var (gain, ideal) = (0.0, 0.0)
        for (place, isHit) in list.isHit.prefix(k).enumerated() where isHit { gain += discount(place) }
        for place in 0..<list.idealHitCount(k) { ideal += discount(place) }
        return gain / ideal
    }

    /// 1 / log2(p + 1) for the 1-based place p, that is, `place + 1`.
    private static func discount(_ place: Int) -> Double { 1 / log2(Double(place + 2)) }
}
