package import Domain
import Matrices
package import Models

extension Split {
    /// Holds out a random `share` of the visitors entirely (strong generalisation): training never sees them.
    ///
    /// The earlier 80 % of a held-out visitor's items are the history that is folded in, the rest is the truth; of
    /// n ≥ 2 items, at least one each. Visitors with fewer items stay in training.
    /// - Parameter share: Above 0 and below 1.
    /// - Throws: ``EvaluationError/shareOutOfRange(_:)``, ``EvaluationError/nobodyToEvaluate(split:reason:)``.
    /// *Source:* Liang et al., "Variational Autoencoders for Collaborative Filtering", WWW 2018,
    /// doi:10.1145/3178876.3186150; there the 80 % are drawn at random.
    package static func users(
        _ table: InteractionTable, share: Double = 0.2, seed: UInt64, weights: EventWeights
    ) throws(EvaluationError) -> Split {
        let roles = try usersRoles(table, share: share, seed: seed, weights: weights)
        return try Split(name: "users", table, roles: roles, weights: weights)
    }

    /// The role of each row under ``users(_:share:seed:weights:)``.
    static func usersRoles(
        _ table: InteractionTable, share: Double, seed: UInt64, weights: EventWeights
    ) throws(EvaluationError) -> [RowRole] {
        guard share > 0, share < 1 else { throw .shareOutOfRange(share) }
        let timeline = PairTimeline(table, weights: weights)
        let eligible = (0..<timeline.userCount).filter { timeline.count(of: $0) >= 2 }
        var random = SeededRandom(seed: seed)
        let count = min(eligible.count, max(1, Int((share * Double(eligible.count)).rounded())))
        let heldOut = Set(random.sample(count, of: eligible))
        var isTruth = [Bool](repeating: false, count: timeline.pairCount)
        for user in heldOut {
            let pairs = timeline.pairs(of: user)
            let historyCount = max(1, min(pairs.count - 1, pairs.count * 4 / 5))
            for pair in pairs[historyCount...] { isTruth[pair] = true }
        }
        return table.userOf.indices.map { row in
            guard heldOut.contains(Int(table.userOf[row])) else { return RowRole.training }
            return timeline.pairOf[row].map { isTruth[$0] } == true ? .truth : .foldedIn
        }
    }
}
