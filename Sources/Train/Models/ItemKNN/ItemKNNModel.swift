package import Matrices

/// Item neighbours by cosine: what goes with what the visitor touched.
///
///     score_i = Σ_{j ∈ history}  w_j · sim(j, i)        over the j whose nearest neighbours i is among
///     sim(j, i) = x_j · x_i / (|x_j| · |x_i| + shrinkage)
///
/// with `x_i` the weights of item `i`'s interactions over all visitors, after `weighting`. Each item keeps its
/// `neighborCount` nearest others.
///
/// *Source:* Sarwar, Karypis, Konstan and Riedl, 2001, doi:10.1145/371920.372071; Deshpande and Karypis, 2004,
/// doi:10.1145/963770.963776. The shrunk denominator: Ferrari Dacrema et al., 2021, doi:10.1145/3434185.
/// *Deviations:* the neighbourhood is the history item's, not the scored item's.
package struct ItemKNNModel: ItemNeighborModel {
    /// The name on the command line and in the manifest.
    package static let name = "item-knn"

    /// What it was trained with.
    package let config: ItemKNNConfig
    /// The similarities kept, `[items × items]`: row `j` holds the neighbours of item `j`.
    package let neighbors: CSRMatrix

    /// Whether items of a history count by their weights: always.
    package var usesWeights: Bool { true }

    /// Compares all items of `set`.
    ///
    /// - Complexity: O(Σ_u n_u²) with `n_u` the items of a visitor.
    /// - Throws: ``TrainingError`` when there is nothing to learn from, or the task is cancelled.
    package static func train(
        _ set: TrainingSet, config: ItemKNNConfig, options: TrainingOptions
    ) throws -> ItemKNNModel {
        guard set.interactions.entryCount > 0 else { throw TrainingError.noInteractions }
        guard !Task.isCancelled else { throw TrainingError.cancelled }
        let start = ContinuousClock.now
        let nearest = config.weighting.applied(to: set.interactions).nearestColumns(
            neighborCount: config.neighborCount, shrinkage: Float(config.shrinkage), threads: options.threads)
        guard let neighbors = nearest else { throw TrainingError.cancelled }
        options.onEpoch(
            EpochReport(model: name, epoch: 1, epochs: 1, duration: ContinuousClock.now - start))
        return ItemKNNModel(config: config, neighbors: neighbors)
    }

    /// The model with these similarities.
    package init(config: ItemKNNConfig, neighbors: CSRMatrix) {
        (self.config, self.neighbors) = (config, neighbors)
    }
}
