import Foundation
package import Matrices

extension ItemKNNConfig.Weighting {
    /// `interactions` with their weights as this weighting has them, those of weight 0 left out.
    ///
    /// With `w` the weight, `n` the items of the visitor, `n̄` their mean and `N` the number of items:
    ///
    ///     rarity  ln(1 + N / n) / ln(1 + N)
    ///     tfidf   √w · rarity
    ///     bm25    w · (k1 + 1) / (w + k1 · (1 - b + b · n / n̄)) · rarity,   k1 = 1.2, b = 0.75
    ///
    /// The rarity is at most 1, so that one shrinkage suits all weightings, and never 0.
    ///
    /// *Source:* Salton and Buckley, 1988, doi:10.1016/0306-4573(88)90021-0; Robertson and Zaragoza, 2009,
    /// doi:10.1561/1500000019, with visitors as the terms.
    package func applied(to interactions: CSRMatrix) -> CSRMatrix {
        guard self != .none else { return interactions }
        let itemCount = Double(interactions.columnCount)
        let active = (0..<interactions.rowCount).count { !interactions.entries(ofRow: $0).isEmpty }
        let mean = Double(interactions.entryCount) / Double(max(1, active))
        let rows = (0..<interactions.rowCount).lazy.map { row -> [Ranked] in
            let entries = interactions.entries(ofRow: row)
            return entries.compactMap { entry in
                let weight = weight(
                    Double(interactions.values[entry]), breadth: Double(entries.count), mean: mean, items: itemCount)
                return weight > 0 ? Ranked(index: Int(interactions.columns[entry]), score: Float(weight)) : nil
            }
        }
        return CSRMatrix(columnCount: interactions.columnCount, rows: rows)
    }

    private func weight(_ weight: Double, breadth: Double, mean: Double, items: Double) -> Double {
        let rarity = log(1 + items / breadth) / log(1 + items)
        return switch self {
        case .none: weight
        case .tfidf: weight.squareRoot() * rarity
        case .bm25: weight * 2.2 / (weight + 1.2 * (0.25 + 0.75 * breadth / mean)) * rarity
        }
    }
}
