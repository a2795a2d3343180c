import Domain
import Models

/// How much of a list was chosen and would not have stood in the list of what is most popular.
///
///     serendipity@k = |(ranking[..<k] \ popular[..<k]) ∩ truth| / k
///
/// with `popular` the items by their number of training visitors, without those the visitor has seen; of equal numbers
/// the lower index comes first. 0...precision@k, higher is better; 0 for most-popular itself. Always over `k`.
///
/// *Source:* Ge, Delgado-Battenfeld and Jannach, "Beyond Accuracy: Evaluating Recommender Systems by Coverage and
/// Serendipity", RecSys 2010, doi:10.1145/1864708.1864761. It counts what is useful and beyond a primitive model.
/// *Deviations:* useful is what the visitor chose in the held-out part, where they ask people.
struct Serendipity: RankingMetric {
    /// `serendipity`
    static let name = "serendipity"

    private let popularPlace: [Int]

    /// Orders the items by their visitors in training.
    /// - Complexity: O(interactions + items · log(items)).
    init(_ training: TrainingSet) {
        let counts = training.visitorCounts()
        var places = [Int](repeating: 0, count: counts.count)
        let order = counts.indices.sorted { (counts[$1], $0) < (counts[$0], $1) }
        for (place, item) in order.enumerated() { places[item] = place }
        popularPlace = places
    }

    /// Unexpected hits over `k`.
    /// - Complexity: O(k + n log n) with n the items the visitor has seen.
    func values(_ list: VisitorList, cutoffs: [Int], scratch: inout MetricScratch) -> [Double?] {
        let seen = list.visitor.seen.map { popularPlace[Int($0)] }.sorted()
        return cutoffs.map { k in
            // The place of the k-th popular item the visitor has not seen: each one seen on the way moves it on.
            var last = k - 1
            for place in seen {
                guard place <= last else { break }
                last += 1
            }
            let hits = zip(list.ranking.prefix(k), list.judged.isHit).count { item, isHit in
                isHit && popularPlace[Int(item)] > last
            }
            return Double(hits) / Double(k)
        }
    }
}
