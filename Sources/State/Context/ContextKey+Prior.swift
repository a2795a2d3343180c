import Foundation

extension ContextKey {
    /// How many standard errors the spread of items must be above what chance alone makes, before it is believed.
    static let margin = 2.0

    /// How many choices the prior counts for: the concentration m of the Dirichlet distribution from which each item's
    /// chances of the values are drawn, with the mean p(c) = N_c / N. Nil where the items differ no more than chance makes
    /// them differ: then nothing is to be learned from an item's own counts.
    ///
    /// By moments. Of an item with n(i) choices, X(i) = Σ_c (n(i, c) - n(i) · p(c))² / p(c) has the mean
    /// (C - 1) · (n(i) + n(i) · (n(i) - 1) / (m + 1)), so that over all items
    ///
    ///     D = Σ_i X(i) / (C - 1) - N  =  (Σ_i n(i)² - N) / (m + 1)
    ///     Σ_i X(i) = Σ_c (Σ_i n(i, c)²) / p(c) - Σ_i n(i)²
    ///
    /// and from D, less ``margin`` times its standard error without any difference between items, follows m:
    ///
    ///     variance of Σ_i X(i) = 2 · (C - 1) · (Σ_i n(i)² - N) + N · (Σ_c 1 / p(c) - C²)
    ///
    /// *Source:* the Dirichlet-multinomial and its moments: Mosimann 1962, doi:10.1093/biomet/49.1-2.65; the prior from the
    /// data: Kleinman 1973, doi:10.1080/01621459.1973.10481332. *Deviations:* the margin, so that m is on the careful side;
    /// m is at least 1.
    /// - Complexity: O(values).
    var priorStrength: Double? {
        let seen = counts.indices.filter { counts[$0] > 0 }
        let (kinds, all) = (Double(seen.count), Double(total))
        guard seen.count > 1, totalSquares > total else { return nil }
        var (spread, reciprocals) = (-Double(totalSquares), 0.0)
        for place in seen {
            let share = Double(counts[place]) / all
            spread += Double(squares[place]) / share
            reciprocals += 1 / share
        }
        let pairs = Double(totalSquares) - all
        let variance = 2 * (kinds - 1) * pairs + all * max(0, reciprocals - kinds * kinds)
        let excess = (spread - Self.margin * variance.squareRoot()) / (kinds - 1) - all
        return excess > 0 ? max(1, pairs / excess - 1) : nil
    }
}
