/// Maximal marginal relevance: what is wanted, away from what the list has already.
///
///     value(i) = (1 - λ) · relevance(i) - λ · max over the chosen j of likeness(i, j)
///
/// λ is the strength, 0...1; the paper's λ is 1 less ours.
/// *Source:* Carbonell and Goldstein 1998, doi:10.1145/290941.291025.
/// - Complexity: choosing costs O(candidates · features of likeness).
struct MarginalRelevance: ListObjective {
    private let relevance: [Float]
    private let strength: Float
    private let likeness: Likeness
    private var closest: [Float]

    /// An empty list over candidates of this relevance, each 0...1.
    init(relevance: [Float], likeness: Likeness, strength: Float) {
        (self.relevance, self.likeness, self.strength) = (relevance, likeness, strength)
        closest = [Float](repeating: 0, count: relevance.count)
    }

    /// The formula above.
    func value(of candidate: Int) -> Float {
        (1 - strength) * relevance[candidate] - strength * closest[candidate]
    }

    /// Notes how like the candidate all others are.
    mutating func choose(_ candidate: Int) {
        let likeness = likeness.all(to: candidate, count: closest.count)
        for other in closest.indices { closest[other] = max(closest[other], likeness[other]) }
    }
}
