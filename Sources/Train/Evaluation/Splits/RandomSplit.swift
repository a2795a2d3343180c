package import Domain
import Matrices
package import Models

extension Split {
    /// Holds out a random `share` of every visitor's items, with all events of those pairs.
    ///
    /// Of n ≥ 2 items, `share · n` rounded, at least 1 and at most n - 1. Each visitor draws from an own stream of the
    /// seed, so one visitor's draw does not depend on the others' histories.
    /// - Parameter share: Above 0 and below 1.
    /// - Throws: ``EvaluationError/shareOutOfRange(_:)``, ``EvaluationError/nobodyToEvaluate(split:reason:)``.
    package static func random(
        _ table: InteractionTable, share: Double = 0.2, seed: UInt64, weights: EventWeights
    ) throws(EvaluationError) -> Split {
        let roles = try randomRoles(table, share: share, seed: seed, weights: weights)
        return try Split(name: "random", table, roles: roles, weights: weights)
    }

    /// The role of each row under ``random(_:share:seed:weights:)``.
    static func randomRoles(
        _ table: InteractionTable, share: Double, seed: UInt64, weights: EventWeights
    ) throws(EvaluationError) -> [RowRole] {
        guard share > 0, share < 1 else { throw .shareOutOfRange(share) }
        let timeline = PairTimeline(table, weights: weights)
        var isTruth = [Bool](repeating: false, count: timeline.pairCount)
        for user in 0..<timeline.userCount where timeline.count(of: user) >= 2 {
            var random = SeededRandom(seed: seed, stream: UInt64(user))
            let pairs = timeline.pairs(of: user)
            let count = max(1, min(pairs.count - 1, Int((share * Double(pairs.count)).rounded())))
            for pair in random.sample(count, of: pairs) { isTruth[pair] = true }
        }
        return timeline.pairOf.map { pair in pair.map { isTruth[$0] } == true ? RowRole.truth : .training }
    }
}

extension SeededRandom {
    /// `count` of the elements, each subset equally likely, by the first steps of a Fisher-Yates shuffle.
    mutating func sample<Element>(_ count: Int, of elements: [Element]) -> ArraySlice<Element> {
        var elements = elements
        for place in 0..<count { elements.swapAt(place, place + below(elements.count - place)) }
        return elements[..<count]
    }
}
