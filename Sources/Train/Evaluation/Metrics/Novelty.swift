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
struct Novelty: Sendable {
    /// `novelty`
    static let name = "novelty"

    private let selfInformation: [Double]

    /// Counts the visitors of each item.
    /// - Complexity: O(interactions + items).
    init(_ training: TrainingSet) {
        var counts = [Int](repeating: 0, count: training.itemCount)
        for item in training.interactions.columns.pointer { counts[Int(item)] += 1 }
        let visitors = (0..<training.userCount).count { !training.interactions.entries(ofRow: $0).isEmpty }
        selfInformation = counts.map { -log2(Double($0 + 1) / Double(visitors + 1)) }
    }

    /// The mean self-information of the first `k` items of `ranking`; 0 for an empty list, which shows nothing new.
    func value(_ ranking: ArraySlice<ItemIndex>, k: Int) -> Double {
        let list = ranking.prefix(k)
        return list.isEmpty ? 0 : list.reduce(0) { $0 + selfInformation[Int($1)] } / Double(list.count)
    }
}
