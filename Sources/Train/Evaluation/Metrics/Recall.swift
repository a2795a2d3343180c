/// The share of a visitor's held-out items that the first `k` of the ranking hold.
///
///     recall@k = |ranking[..<k] ∩ truth| / |truth|
///
/// 0...1, higher is better; a truth of more than `k` items keeps it below 1. This is the definition of the published
/// Gowalla tables (LightGCN and after); others divide by min(k, |truth|), which gives larger values.
package enum Recall: ListMetric {
    /// `recall`
    package static let name = "recall"

    /// hits / |truth|.
    package static func value(_ list: JudgedList, k: Int) -> Double {
        Double(list.hitCount(k)) / Double(list.truthCount)
    }
}
