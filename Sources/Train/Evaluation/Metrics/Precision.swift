/// The share of the first `k` places that hold one of the visitor's held-out items.
///
///     precision@k = |ranking[..<k] ∩ truth| / k
///
/// 0...1, higher is better. Always over `k`, also where the list or the truth is shorter.
package enum Precision: ListMetric {
    /// `precision`
    package static let name = "precision"

    /// hits / k.
    package static func value(_ list: JudgedList, k: Int) -> Double { Double(list.hitCount(k)) / Double(k) }
}
