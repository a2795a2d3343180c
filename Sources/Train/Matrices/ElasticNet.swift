/// Regressions of each column of a matrix on its other columns by elastic net: coordinate descent on the Gram matrix `G`.
///
///     w = argmin  1/2 · |x_i - Σ_j w_j x_j|²  +  1/2 · Σ_j ridge_j · w_j²  +  l1 · Σ_j |w_j|,   w_i = 0
///
/// For column `i` and each candidate `j`, `c_j = G_ij - Σ_k G_jk w_k` is kept up to date, and one step sets
///
///     w_j ← shrink(c_j + G_jj w_j, l1) / (G_jj + ridge_j)
///
/// Rows of the Gram matrix are cut to the candidates when their weight first leaves 0. A pass over all candidates is
/// followed by passes over those with a weight until these settle, and so on until a pass over all changes little.
///
/// *Source:* Friedman, Hastie and Tibshirani, "Regularization Paths for Generalized Linear Models via Coordinate Descent",
/// 2010, doi:10.18637/jss.v033.i01, with covariance updates.
package struct ElasticNet: Sendable {
    /// What a regression minimises, and how far it goes.
    package struct Terms: Sendable {
        /// `l1`, 0 or more.
        let l1: Float
        /// Whether weights below 0 are ruled out.
        let isNonNegative: Bool
        /// How many columns may have a weight: the most alike by cosine.
        let candidateCount: Int
        /// The largest change of a weight in the last pass, relative to the largest weight.
        let tolerance: Float

        /// Terms of these parts.
        package init(l1: Double, isNonNegative: Bool, candidateCount: Int, tolerance: Double) {
            (self.l1, self.tolerance) = (Float(l1), Float(tolerance))
            (self.isNonNegative, self.candidateCount) = (isNonNegative, candidateCount)
        }
    }

    /// No column takes more passes.
    private static let mostPasses = 200

    private let gram: CSRMatrix
    private let diagonal: [Float]
    private let ridges: [Float]
    private let terms: Terms

    /// The regressions over `gram`, sparse with its diagonal and no entry below 0, with a ridge above 0 for each column.
    /// - Complexity: O(columns).
    package init(gram: CSRMatrix, ridges: [Double], terms: Terms) {
        self.gram = gram
        diagonal = (0..<gram.rowCount).map { gram[$0, $0] }
        self.ridges = ridges.map { Float($0) }
        self.terms = terms
    }

    /// The weights of the columns that `column` is regressed on, those of 0 left out, ascending by index.
    /// - Complexity: O(a · (g + candidates · passes)) with `a` weights that ever leave 0 and `g` entries of a row.
    package func weights(of column: Int, _ scratch: Scratch) -> [Ranked] {
        let candidates = candidates(of: column)
        scratch.begin(candidates)
        defer { scratch.end(candidates) }
        var passes = 0
        while passes < Self.mostPasses {
            let change = pass(over: 0..<candidates.count, candidates, scratch)
            passes += 1
            guard change > terms.tolerance * scratch.largestWeight else { break }
            scratch.noteActive()
            while passes < Self.mostPasses {
                let change = pass(over: scratch.active, candidates, scratch)
                passes += 1
                guard change > terms.tolerance * scratch.largestWeight else { break }
            }
        }
        return candidates.enumerated().compactMap { place, candidate in
            let weight = scratch.weights[place]
            return weight == 0 ? nil : Ranked(index: candidate.index, score: weight)
        }.sorted { $0.index < $1.index }
    }

    /// The columns that may explain `column`, the most alike by cosine first, each with its entry of the Gram matrix.
    ///
    /// Without negative weights no `c_j` is ever above `G_ij`, so one of at most `l1` rules a candidate out.
    private func candidates(of column: Int) -> [Ranked] {
        let least = terms.isNonNegative ? terms.l1 : 0
        var alike: [Ranked] = []
        for entry in gram.entries(ofRow: column) {
            let (other, product) = (Int(gram.columns[entry]), gram.values[entry])
            guard other != column, product > least else { continue }
            alike.append(Ranked(index: other, score: product / diagonal[other].squareRoot()))
        }
        alike.sort { $0.precedes($1) }
        return alike.prefix(terms.candidateCount).map {
            Ranked(index: $0.index, score: $0.score * diagonal[$0.index].squareRoot())
        }
    }

    /// One step for each of `places`; the largest change of a weight.
    private func pass(over places: some Sequence<Int>, _ candidates: [Ranked], _ scratch: Scratch) -> Float {
        var largest: Float = 0
        for place in places {
            let column = candidates[place].index
            let (weight, own) = (scratch.weights[place], diagonal[column])
            let next = shrunk(scratch.correlations[place] + own * weight) / (own + ridges[column])
            guard next != weight else { continue }
            scratch.move(place, to: next, row: column, of: gram)
            largest = max(largest, abs(next - weight))
        }
        return largest
    }

    private func shrunk(_ value: Float) -> Float {
        if value > terms.l1 { return value - terms.l1 }
        return !terms.isNonNegative && value < -terms.l1 ? value + terms.l1 : 0
    }
}
