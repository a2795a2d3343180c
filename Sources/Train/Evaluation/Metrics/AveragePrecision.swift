/// The mean of the precision at each hit's place; its mean over visitors is MAP.
///
///     AP@k = Σ_{p = 1...k, ranking[p] ∈ truth} precision@p / min(k, |truth|)
///
/// 0...1, higher is better; 1 when the first places are all hits. Some divide by |truth|, which a long truth keeps
/// below 1, or by the number of hits, which rewards finding few.
package enum AveragePrecision: ListMetric {
    /// `map`
    package static let name = "map"

    /// The sum of precisions at hits over min(k, |truth|).
    package static func value(_ list: JudgedList, k: Int) -> Double {
        var (hits, sum) = (0, 0.0)
        for (place, isHit) in list.isHit.prefix(k).enumerated() where isHit {
            hits += 1
            sum += Double(hits) / Double(place + 1)
        }
        return sum / Double(list.idealHitCount(k))
    }
}
