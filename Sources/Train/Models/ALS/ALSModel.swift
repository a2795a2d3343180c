import Domain
import Foundation
package import Matrices

/// Implicit matrix factorisation by alternating least squares.
///
/// A visitor `u` and an item `i` have vectors `x_u` and `y_i` of `embeddingSize` numbers; the score is `x_u · y_i`.
/// Training minimises, over the set `S` of interactions with weights `w`,
///
///     Σ_{(u,i) ∈ S} w_ui · (1 - x_u·y_i)²  +  alpha0 · Σ_{all u, i} (x_u·y_i)²
///       +  lambda · ( Σ_u (n_u + alpha0·|items|)^nu · |x_u|²  +  Σ_i (n_i + alpha0·|users|)^nu · |y_i|² )
///
/// where `n` counts the interactions of a row and `alpha0`, `lambda`, `nu` are `unobservedWeight`, `regularization`
/// and `regularizationExponent`.
///
/// *Source:* Hu, Koren and Volinsky, 2008, doi:10.1109/ICDM.2008.22; in the parametrisation of Rendle, Krichene, Zhang
/// and Koren, "Revisiting the Performance of iALS on Item Recommendation Benchmarks", 2021, arXiv:2110.14037.
/// *Deviations:* interactions have weights (the paper's are all 1). An epoch solves the items first and the visitors
/// second, and a last pass solves the visitors to the end, so that a trained row is what folding the same history in
/// gives.
package struct ALSModel: FactorModel {
    /// The name on the command line and in the manifest.
    package static let name = "als"

    /// What it was trained with.
    package let config: ALSConfig
    /// The visitors' vectors, `[users × embeddingSize]`.
    package let userFactors: DenseMatrix
    /// The items' vectors, `[items × embeddingSize]`.
    package let itemFactors: DenseMatrix
    /// `alpha0 · YᵀY`, for folding in.
    let gram: GramMatrix
    /// The length of each item's vector.
    package let itemNorms: [Float]

    /// A model of these vectors.
    init(config: ALSConfig, userFactors: DenseMatrix, itemFactors: DenseMatrix) {
        (self.config, self.userFactors, self.itemFactors) = (config, userFactors, itemFactors)
        gram = GramMatrix(of: itemFactors, scale: Float(config.alpha0), threads: 1)
        itemNorms = itemFactors.norms
    }

    /// What the objective adds to the diagonal of the normal equations of a row with `count` interactions, where the
    /// other side has `others` rows: `lambda · (count + alpha0 · others)^nu`.
    static func ridge(count: Int, others: Int, config: ALSConfig) -> Float {
        Float(config.regularization * power(Double(count) + config.alpha0 * Double(others), config))
    }

    private static func power(_ frequency: Double, _ config: ALSConfig) -> Double {
        config.regularizationExponent == 1 ? frequency : pow(frequency, config.regularizationExponent)
    }
}
