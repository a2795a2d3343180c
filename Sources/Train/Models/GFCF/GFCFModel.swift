package import Matrices

/// Graph filtering in closed form: smooths a history over the graph of visitors and items, without training by descent.
///
///     score = x · ( R̃ᵀR̃  +  alpha · D^(-1/2) V Vᵀ D^(1/2) )          R̃ = D_U^(-1/2) X D^(-1/2)
///
/// with `x` the weights of the history, `X` those of all interactions, `D_U` and `D` the sums of the weights of each
/// visitor and item, `V` the `d` first right singular vectors of `R̃`, and `alpha` the `idealWeight`. The first term is
/// a linear low-pass filter, the second an ideal one. Row by row, `R̃ᵀR̃` keeps its `neighborCount` largest entries.
///
/// *Source:* Shen, Wu, Zhang, Shan, Zhang, Letaief and Li, "How Powerful is Graph Convolution for Recommendation?", 2021,
/// doi:10.1145/3459637.3482264 (GF-CF); the singular vectors by Halko et al., see `TruncatedSVD`.
/// *Deviations:* interactions have weights (the paper's are all 1); the linear filter is cut to its largest entries,
/// where the paper keeps all, so that memory and the time of an answer are bounded.
package struct GFCFModel: LinearFilterModel {
    /// The name on the command line and in the manifest.
    package static let name = "gf-cf"

    /// What it was trained with.
    package let config: GFCFConfig
    /// The map of a history to its scores.
    package let filter: LinearFilter

    /// Builds both filters for `set`.
    ///
    /// - Complexity: O(Σ_u n_u² + entries · d + items · d² + d³) with `n_u` the items of a visitor.
    /// - Throws: ``TrainingError`` when there is nothing to learn from, or the task is cancelled.
    package static func train(_ set: TrainingSet, config: GFCFConfig, options: TrainingOptions) throws -> GFCFModel {
        guard set.interactions.entryCount > 0 else { throw TrainingError.noInteractions }
        guard !Task.isCancelled else { throw TrainingError.cancelled }
        let start = ContinuousClock.now
        let interactions = NormalizedInteractions(set.interactions)
        guard let neighbors = interactions.neighbors(limit: config.neighborCount, threads: options.threads) else {
            throw TrainingError.cancelled
        }
        guard !Task.isCancelled else { throw TrainingError.cancelled }
        let vectors = TruncatedSVD(
            of: interactions.matrix, count: config.embeddingSize, seed: options.seed, threads: options.threads
        ).vectors
        let weight = Float(config.idealWeight)
        let filter = LinearFilter(
            neighbors: neighbors, left: interactions.scaled(vectors) { weight / $0 },
            right: interactions.scaled(vectors) { $0 })
        options.onEpoch(EpochReport(model: name, epoch: 1, epochs: 1, duration: ContinuousClock.now - start))
        return GFCFModel(config: config, filter: filter)
    }

    private init(config: GFCFConfig, filter: LinearFilter) {
        (self.config, self.filter) = (config, filter)
    }

    /// The model that was saved as `tensors`; keeps their memory.
    ///
    /// - Throws: ``TensorError`` when an array is missing or does not fit the others.
    package init(tensors: [Tensor], config: GFCFConfig) throws {
        self.init(config: config, filter: try LinearFilter(tensors: tensors, rank: config.embeddingSize))
    }
}
