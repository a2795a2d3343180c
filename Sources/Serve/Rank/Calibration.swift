import Matrices

/// Calibrated recommendations: what is wanted, in the proportions of what the visitor did.
///
///     value(i) = (1 - λ) · relevance(i) - λ · mean over the facets of KL(p, q(chosen + i))
///     KL(p, q) = Σ_g p(g) · log(p(g) / ((1 - α) · q(g) + α · p(g)))            α = 0.01
///     q(g)     = Σ_j q(g|j) / n,   q(g|j) = 1 / |values of j| for each of its values
///
/// over the n chosen items that have a value of the facet; p are the visitor's own proportions. λ is the strength, 0...1.
/// The logarithm is the natural one. A facet of which the visitor has no proportions counts 0.
///
/// *Source:* Steck 2018, doi:10.1145/3240323.3240372, equations 2, 3, 5 and 8, chosen greedily as in its section 4.
/// *Deviations:* none but the several facets; places weigh the same.
/// - Complexity: O(values of the candidate) a call, and O(values) to choose.
struct Calibration: ListObjective {
    /// How much of p is mixed into q, so that the divergence is finite.
    static let mixing = 0.01

    private let relevance: [Float]
    private let strength: Float
    private var shares: [FacetShares]

    /// An empty list over candidates of this relevance, each 0...1.
    ///
    /// - Parameter proportions: p, by column and value: what of the visitor's history has which value, adding up to 1 in
    ///   each column, or all 0 where the visitor has none.
    init(relevance: [Float], columns: [FacetColumn], proportions: [[Float]], strength: Float) {
        (self.relevance, self.strength) = (relevance, strength)
        shares = zip(columns, proportions).map { FacetShares($0, $1) }
    }

    /// The formula above.
    func value(of candidate: Int) -> Float {
        var sum = 0.0
        for index in shares.indices { sum += shares[index].divergence(with: candidate) }
        return (1 - strength) * relevance[candidate] - strength * Float(sum / Double(max(1, shares.count)))
    }

    /// Counts the candidate's values.
    mutating func choose(_ candidate: Int) {
        for index in shares.indices { shares[index].choose(candidate) }
    }
}

/// The shares of one facet in a list that grows.
private struct FacetShares {
    private let column: FacetColumn
    /// p, by value.
    private let wanted: [Double]
    /// Σ_j q(g|j) over the chosen, by value.
    private var sums: [Double]
    private var count = 0.0
    /// The terms of the divergence as it would be with one more item of other values, and as it is, and their sums.
    private var terms: [Double] = []
    private var (next, now) = (0.0, 0.0)
    /// By how much the divergence changes with an item that has this value alone.
    private var changes: [Double] = []

    init(_ column: FacetColumn, _ proportions: [Float]) {
        self.column = column
        wanted = proportions.map(Double.init)
        sums = [Double](repeating: 0, count: proportions.count)
        update()
    }

    func divergence(with candidate: Int) -> Double {
        let values = column.range(candidate)
        guard !values.isEmpty else { return now }
        if values.count == 1 { return next + changes[Int(column.codes[values.lowerBound])] }
        let part = 1 / Double(values.count)
        var total = next
        for place in values {
            let code = Int(column.codes[place])
            if wanted[code] > 0 { total += term(code, sums[code] + part, of: count + 1) - terms[code] }
        }
        return total
    }

    mutating func choose(_ candidate: Int) {
        let values = column.range(candidate)
        guard !values.isEmpty else { return }
        for place in values { sums[Int(column.codes[place])] += 1 / Double(values.count) }
        count += 1
        update()
    }

    private mutating func update() {
        terms = wanted.indices.map { term($0, sums[$0], of: count + 1) }
        next = terms.reduce(0, +)
        changes = wanted.indices.map { wanted[$0] > 0 ? term($0, sums[$0] + 1, of: count + 1) - terms[$0] : 0 }
        now = wanted.indices.reduce(0) { $0 + term($1, sums[$1], of: max(1, count)) }
    }

    private func term(_ code: Int, _ sum: Double, of count: Double) -> Double {
        let wanted = wanted[code]
        guard wanted > 0 else { return 0 }
        return wanted * Elementary.log(wanted / ((1 - Calibration.mixing) * sum / count + Calibration.mixing * wanted))
    }
}
