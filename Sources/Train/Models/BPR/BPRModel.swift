import Domain
package import Matrices

/// Matrix factorisation by Bayesian personalised ranking: what a visitor touched is to stand above what they did not.
///
/// A visitor `u` and an item `i` have vectors `x_u` and `y_i` of `embeddingSize` numbers; the score is `x_u · y_i`.
/// Training maximises, over the triples of a visitor, an item `i` of theirs and an item `j` that is not,
///
///     Σ_{(u,i,j)} w_ui / w̄ · ln σ(x_u · (y_i - y_j))  -  lambda / 2 · (|x_u|² + |y_i|² + |y_j|²)
///
/// by gradient steps on single triples, `(u, i)` drawn with replacement from the interactions and `j` evenly from the
/// items somebody touched; `w̄` is the mean weight, and no weight counts more than ten times it.
///
/// Threads never touch the same vector: visitors and items are each cut into ``BPRTrainer/blockCount`` blocks, an epoch
/// has as many rounds, and in a round each visitor block meets one item block. What happens in a meeting depends on the
/// seed alone, so that one thread and many give the same bytes. The items' blocks are drawn anew for each epoch; an
/// item's opponents are those of its block, which over the epochs are all items alike.
///
/// *Source:* Rendle, Freudenthaler, Gantner and Schmidt-Thieme, "BPR: Bayesian Personalized Ranking from Implicit
/// Feedback", 2009, arXiv:1205.2618, LearnBPR with matrix factorisation; the blocks of Gemulla, Nijkamp, Haas and
/// Sismanis, "Large-Scale Matrix Factorization with Distributed Stochastic Gradient Descent", 2011,
/// doi:10.1145/2020408.2020426. *Deviations:* weights; blocks; the step size falls in a straight line to 0; a history
/// that was not trained on is folded in by the same steps on the visitor's vector alone.
package struct BPRModel: FactorModel {
    /// The name on the command line and in the manifest.
    package static let name = "bpr"

    /// What it was trained with.
    package let config: BPRConfig
    /// The visitors' vectors, `[users × embeddingSize]`.
    package let userFactors: DenseMatrix
    /// The items' vectors, `[items × embeddingSize]`.
    package let itemFactors: DenseMatrix
    /// The length of each item's vector.
    package let itemNorms: [Float]
    /// The items that have a vector, which others are compared with.
    let touched: [UInt32]

    /// A model of these vectors.
    init(config: BPRConfig, userFactors: DenseMatrix, itemFactors: DenseMatrix) {
        (self.config, self.userFactors, self.itemFactors) = (config, userFactors, itemFactors)
        let norms = itemFactors.norms
        itemNorms = norms
        touched = (0..<UInt32(itemFactors.rowCount)).filter { norms[Int($0)] > 0 }
    }

    /// The model that was saved as `tensors`; keeps their memory when their rows are padded, else copies them once.
    ///
    /// - Throws: ``TensorError`` when an array is missing or of another shape.
    package init(tensors: [Tensor], config: BPRConfig) throws {
        self.init(
            config: config,
            userFactors: try tensors.denseMatrix("user_factors", columnCount: config.embeddingSize),
            itemFactors: try tensors.denseMatrix("item_factors", columnCount: config.embeddingSize))
    }

    /// Learns from `set`; see the type for what is maximised.
    ///
    /// - Complexity: O(epochs · entries · d).
    /// - Throws: ``TrainingError`` when there is nothing to learn from, or the task is cancelled.
    package static func train(_ set: TrainingSet, config: BPRConfig, options: TrainingOptions) throws -> BPRModel {
        guard set.interactions.entryCount > 0 else { throw TrainingError.noInteractions }
        var trainer = BPRTrainer(set: set, config: config, options: options)
        return try trainer.run()
    }
}
