package import Matrices

/// Every item's interactions regressed on those of a few others, by elastic net.
///
///     score_i = Σ_{j ∈ history}  w_j · B_ji
///     B_i     = argmin  1/2 · Σ_u (n_u^-mu) · (x_ui - Σ_j x_uj B_ji)²  +  1/2 · Σ_j l2_j · B_ji²  +  l1 · Σ_j |B_ji|
///               subject to  B_ii = 0,  B_ji ≥ 0 where non-negative        l2_j = l2 · (s_j / s̄)^nu
///
/// with `x_ui` the weight of an interaction, `n_u` the sum of the visitor's, scaled as `RegressionInput` says, and `s_j` the
/// diagonal of `XᵀX`. `j` runs over the `candidateCount` items most like `i` by cosine.
///
/// Each column is found by coordinate descent on the Gram matrix; see `ElasticNet`.
///
/// *Source:* Ning and Karypis, "SLIM: Sparse Linear Methods for Top-N Recommender Systems", 2011,
/// doi:10.1109/ICDM.2011.134, with `nu = mu = 0`, whose section III.C has the choice of candidates; the descent by Friedman,
/// Hastie and Tibshirani, "Regularization Paths for Generalized Linear Models via Coordinate Descent", 2010,
/// doi:10.18637/jss.v033.i01, with covariance updates.
/// *Deviations:* `nu` and `mu`; where weights may be negative, only items with a common visitor are candidates. Where they
/// may not, other items could have no weight anyhow.
package struct SLIMModel: ItemNeighborModel {
    /// The name on the command line and in the manifest.
    package static let name = "slim"

    /// What it was trained with.
    package let config: SLIMConfig
    /// The weights, `[items × items]`: row `j` is what item `j` adds.
    package let neighbors: CSRMatrix

    /// Whether items of a history count by their weights.
    package var usesWeights: Bool { config.usesWeights }

    /// The model with these weights.
    package init(config: SLIMConfig, neighbors: CSRMatrix) {
        (self.config, self.neighbors) = (config, neighbors)
    }
}
