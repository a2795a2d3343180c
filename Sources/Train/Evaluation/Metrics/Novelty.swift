import Domain
import Foundation
import Matrices
import Models

/// How unlikely a visitor is to know the recommended items already, in bits.
///
///     p(i)      = (visitors with i in training + 1) / (visitors in training + 1)
///     novelty@k = mean over the first k items of -log2 p(i)
///
/// 0...log2(visitors + 1); higher is rarer, which is better only where the lists stay relevant. The ones added keep
/// an item that nobody has touched finite.
/// *Source:* Zhou et al., "Solving the apparent diversity-accuracy dilemma of recommender systems", PNAS 2010,
/// doi:10.1073/pnas.1000488107. *Deviations:* the added ones.
struct Novelty: RankingMetric {
    /// `novelty`
    static let name = "novelty"

    private let selfInformation: [Double]

    /// Counts the visitors of each item.
    /// - Complexity: O(interactions + items).
    init(_ training: TrainingSet) {
        let counts = training.visitorCounts()
        let visitors = (0..<training.userCount).count { !training.interactions.entries(ofRow: $0).isEmpty }
        selfInformation = counts.map { -log2(Double($0 + 1) / Double(visitors + 1)) }
    }

    /// The mean self-information of the first `k` items; 0 for an empty list, which shows nothing new.
    /// - Complexity: O(k) a cut-off.
    func values(_ list: VisitorList, cutoffs: [Int], scratch: inout MetricScratch) -> [Double?] {
        cutoffs.map { k in
            let items = list.ranking.prefix(k)
            return items.isEmpty ? 0 : items.reduce(0) { $0 + selfInformation[Int($1)] } / Double(items.count)
        }
    }
}
