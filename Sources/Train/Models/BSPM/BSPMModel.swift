package import Matrices

/// Blurring and sharpening of a history over the graph of visitors and items, in closed form.
///
///     b = x · ( P  +  beta · D^(-1/2) V Vᵀ D^(1/2) )          blurred, P = R̃ᵀR̃,  R̃ = D_U^(-1/2) X D^(-1/2)
///     ds/dt = -s · P,   s(0) = b,   score = s(T)              sharpened
///
/// with `x` the weights of the history, `X` those of all interactions, `D_U` and `D` the sums of the weights of each
/// visitor and item, `V` the `d` first right singular vectors of `R̃`, `beta` the `idealWeight` and `T` the
/// `sharpeningTime`. The equation is solved by classical Runge-Kutta steps of `h = T / sharpeningSteps`, each of which is
///
///     s ← s · ( I - hP + h²P²/2 - h³P³/6 + h⁴P⁴/24 )
///
/// so the whole is one linear map of the history, and is made once, in training.
///
/// *Source:* Choi, Hong, Park and Cho, "Blurring-Sharpening Process Models for Collaborative Filtering", 2023,
/// doi:10.1145/3539618.3591645 (BSPM-EM), whose blurring is one Euler step of the heat equation and of the ideal filter.
/// *Deviations:* interactions have weights (the paper's are all 1); of the sharpened linear filter each item keeps the
/// `neighborCount` entries of largest magnitude in its column, where the paper multiplies by `P` at each request and
/// keeps all.
package struct BSPMModel: LinearFilterModel {
    /// The name on the command line and in the manifest.
    package static let name = "bspm"

    /// What it was trained with.
    package let config: BSPMConfig
    /// The map of a history to its scores.
    package let filter: LinearFilter

    init(config: BSPMConfig, filter: LinearFilter) {
        (self.config, self.filter) = (config, filter)
    }

    /// The model that was saved as `tensors`; keeps their memory.
    ///
    /// - Throws: ``TensorError`` when an array is missing or does not fit the others.
    package init(tensors: [Tensor], config: BSPMConfig) throws {
        self.init(config: config, filter: try LinearFilter(tensors: tensors, rank: config.embeddingSize))
    }
}
