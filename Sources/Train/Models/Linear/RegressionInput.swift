import Foundation
import Matrices

/// The interactions as the regressions of item on item want them.
///
///     x_ui = w_ui · (n̄ / n_u)^(activityExponent / 2)
///
/// with `w_ui` the weight of an interaction, or 1, `n_u` the sum of the visitor's, and `n̄` its mean over those who have any:
/// a least-squares error of a busy visitor's row then counts less, as much in all as without.
struct RegressionInput: Sendable {
    /// `X`, `[users × items]`.
    let matrix: CSRMatrix
    /// The diagonal of `XᵀX`: `Σ_u x_ui²` of each item.
    let squares: [Double]

    /// The input for `interactions`, all above 0.
    /// - Complexity: O(entries).
    init(_ interactions: CSRMatrix, usesWeights: Bool, activityExponent: Double) {
        let given = usesWeights ? interactions : interactions.mapValues { _, _, _ in 1 }
        let sums = given.rowSums
        let mean = sums.reduce(0, +) / Double(max(1, sums.count { $0 > 0 }))
        let factors = sums.map { $0 > 0 ? pow(mean / $0, activityExponent / 2) : 0 }
        matrix = given.mapValues { visitor, _, weight in Float(Double(weight) * factors[visitor]) }
        squares = matrix.mapValues { _, _, value in value * value }.columnSums
    }

    /// A penalty for each item: `regularization · (s_i / s̄)^exponent`, with `s_i` its ``squares`` and `s̄` their mean over
    /// the items that have any; `regularization` for an item that has none.
    func ridges(_ regularization: Double, exponent: Double) -> [Double] {
        let mean = squares.reduce(0, +) / Double(max(1, squares.count { $0 > 0 }))
        return squares.map { $0 > 0 ? regularization * pow($0 / mean, exponent) : regularization }
    }
}
