import Domain
import Models

/// How many visitors of the training have the items of a list, on average.
///
///     average_popularity@k = mean over the first k items of |U_i|
///
/// with `U_i` the training's visitors of item `i`. 0...visitors; lower is nearer to the long tail, which is better only
/// where the lists stay relevant. Not comparable between data sets. Not defined for an empty list.
///
/// *Source:* ARP in Abdollahpouri, Burke and Mobasher, "Managing Popularity Bias in Recommender Systems with
/// Personalized Re-ranking", FLAIRS 2019, arXiv:1901.07555.
struct AveragePopularity: RankingMetric {
    /// `average_popularity`
    static let name = "average_popularity"

    private let counts: [Int]

    /// Counts the visitors of each item.
    /// - Complexity: O(interactions + items).
    init(_ training: TrainingSet) { counts = training.visitorCounts() }

    /// The mean number of visitors of the first `k` items.
    /// - Complexity: O(k) a cut-off.
    func values(_ list: VisitorList, cutoffs: [Int], scratch: inout MetricScratch) -> [Double?] {
        cutoffs.map { k in
            let items = list.ranking.prefix(k)
            return items.isEmpty ? nil : Double(items.reduce(0) { $0 + counts[Int($1)] }) / Double(items.count)
        }
    }
}
