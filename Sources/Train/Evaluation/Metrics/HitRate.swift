/// Whether the first `k` hold any of the visitor's held-out items; the mean is the share of visitors served well.
///
///     hit_rate@k = 1 if |ranking[..<k] ∩ truth| > 0, else 0
///
/// 0 or 1, higher is better. With one held-out item each it equals recall.
package enum HitRate: ListMetric {
    /// `hit_rate`
    package static let name = "hit_rate"

    /// 1 with a hit, else 0.
    package static func value(_ list: JudgedList, k: Int) -> Double { list.hitCount(k) > 0 ? 1 : 0 }
}
