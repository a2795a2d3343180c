package import Matrices

/// Every item's interactions regressed on those of all other items, in closed form.
///
///     score_i = Σ_{j ∈ history}  w_j · B_ji
///     B       = argmin  Σ_u n_u^-mu · |x_u - x_u B|²  +  Σ_ji lambda_j · B_ji²      subject to B_ii = 0
///     B_ji    = -P_ji / P_ii,   P = (XᵀX + diag(lambda_j))⁻¹,   lambda_j = lambda · (s_j / s̄)^nu
///
/// with `x_u` the weights of a visitor's interactions, `n_u` their sum, `X` all of them as `RegressionInput` scales them, and
/// `s_j` the diagonal of `XᵀX`. Of each column of `B` the `neighborCount` entries of largest magnitude are kept.
///
/// `P` comes from the Cholesky factor of the whole matrix, or column by column from conjugate gradients, which need the
/// interactions alone; see `GramInverse`.
///
/// *Source:* Steck, "Embarrassingly Shallow Autoencoders for Sparse Data", 2019, doi:10.1145/3308558.3313710 (EASE^R), with
/// `nu = mu = 0`; `nu = 1` is the dropout of Steck, "Autoencoders that don't overfit towards the Identity", 2020.
/// *Deviations:* interactions have weights (the paper's are all 1); `nu` between 0 and 1, and `mu`; `B` is cut as above.
package struct EASEModel: ItemNeighborModel {
    /// The name on the command line and in the manifest.
    package static let name = "ease"

    /// What it was trained with.
    package let config: EASEConfig
    /// The weights kept, `[items × items]`: row `j` is what item `j` adds.
    package let neighbors: CSRMatrix

    /// Whether items of a history count by their weights.
    package var usesWeights: Bool { config.usesWeights }

    /// The model with these weights.
    package init(config: EASEConfig, neighbors: CSRMatrix) {
        (self.config, self.neighbors) = (config, neighbors)
    }
}
