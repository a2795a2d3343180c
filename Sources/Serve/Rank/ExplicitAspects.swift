/// Explicit query aspect diversification: what is wanted, towards the interests that the list has not met yet.
///
///     value(i) = (1 - λ) · relevance(i) + λ · Σ_c P(c) · P(i|c) · Π over the chosen j of (1 - P(j|c))
///     P(i|c)   = relevance(i) / 2 where i has the aspect c, else 0
///
/// λ is the strength, 0...1. The aspects are the values of the facets; P(c) is the visitor's interest in each.
///
/// *Source:* Santos, Macdonald and Ounis 2010 (xQuAD), doi:10.1145/1772690.1772780. *Deviations:* P(i|c) is no share of all
/// scores but the chance that the item alone settles the interest, which for the best item is ½ as in the expected
/// reciprocal rank of Chapelle, Metzler, Zhang and Grinspan 2009, doi:10.1145/1645953.1646033, for else one item would end an
/// interest, or twenty would not.
/// - Complexity: O(aspects of the candidate) a call.
struct ExplicitAspects: ListObjective {
    /// How likely the best candidate settles an interest by itself.
    static let settling: Float = 0.5

    private let relevance: [Float]
    private let strength: Float
    private let columns: [FacetColumn]
    /// P(c) · Π (1 - P(j|c)), by column and value.
    private var open: [[Float]]

    /// An empty list over candidates of this relevance, each 0...1.
    ///
    /// - Parameter interests: P(c), by column and value; the columns' sums add up to 1 or less.
    init(relevance: [Float], columns: [FacetColumn], interests: [[Float]], strength: Float) {
        (self.relevance, self.columns, self.strength, open) = (relevance, columns, strength, interests)
    }

    /// The formula above.
    func value(of candidate: Int) -> Float {
        var sum: Float = 0
        for index in columns.indices {
            for place in columns[index].range(candidate) { sum += open[index][Int(columns[index].codes[place])] }
        }
        let relevance = relevance[candidate]
        return (1 - strength) * relevance + strength * Self.settling * relevance * sum
    }

    /// Takes the part of each of the candidate's interests that it settles.
    mutating func choose(_ candidate: Int) {
        let left = 1 - Self.settling * relevance[candidate]
        for index in columns.indices {
            for place in columns[index].range(candidate) { open[index][Int(columns[index].codes[place])] *= left }
        }
    }
}
