import Domain
package import Matrices

/// Matrix factorisation by a softmax over all items, estimated from some: what a visitor touched is to be the likeliest
/// of everything there is.
///
/// A visitor `u` and an item `i` have vectors `x_u` and `y_i` of `embeddingSize` numbers. With `s_ui = x_u · y_i / tau`
/// training minimises, over the interactions with weights `w`,
///
///     Σ_{(u,i)} w_ui · ln( 1 + Z_u / exp(s_ui) )  +  lambda / 2 · (Σ_u |x_u|² + Σ_i |y_i|²)
///
/// where `Z_u` estimates the sum of `exp(s_uj)` over all items from N of them, drawn evenly and without repeats for each
/// batch of visitors: each stands for `|items| / N`, which corrects for the sampling. With `similarity` `cosine` all
/// vectors have the length 1, and are brought back to it after each step.
///
/// A step of a batch moves the rows it touches against their gradients, by `learningRate` divided by the root of the
/// sum of the squared lengths of the row's gradients so far: all see the vectors as they stood before the batch, so
/// that one thread and many give the same bytes. All of a visitor's interactions share the visitor's N products.
///
/// *Source:* Jean, Cho, Memisevic and Bengio, 2015, arXiv:1412.2007, section 3, on the correction; Wu, Wang, Gao, Chen,
/// Fu and Qiu, "On the Effectiveness of Sampled Softmax Loss for Item Recommendation", 2022, arXiv:2201.02327, on cosine
/// and temperature; the step sizes of Duchi, Hazan and Singer, 2011, AdaGrad, with one number a row.
/// *Deviations:* a batch is of visitors with all their interactions, not of interactions; weights; the step size also
/// falls in a straight line to 0; a history that was not trained on is folded in by the same steps on the visitor's
/// vector alone.
package struct SoftmaxMFModel: FactorModel {
    /// The name on the command line and in the manifest.
    package static let name = "softmax-mf"

    /// What it was trained with.
    package let config: SoftmaxMFConfig
    /// The visitors' vectors, `[users × embeddingSize]`.
    package let userFactors: DenseMatrix
    /// The items' vectors, `[items × embeddingSize]`.
    package let itemFactors: DenseMatrix
    /// The length of each item's vector.
    package let itemNorms: [Float]
    /// The items that stand for all when a history is folded in, `[count × embeddingSize]`.
    let rivals: DenseMatrix
    /// How many items each of `rivals` stands for.
    let rivalWeight: Float

    /// A model of these vectors.
    init(config: SoftmaxMFConfig, userFactors: DenseMatrix, itemFactors: DenseMatrix) {
        (self.config, self.userFactors, self.itemFactors) = (config, userFactors, itemFactors)
        let norms = itemFactors.norms
        itemNorms = norms
        var touched = (0..<UInt32(itemFactors.rowCount)).filter { norms[Int($0)] > 0 }
        var random = SeededRandom(seed: 1)
        let count = touched.drawToFront(Self.rivalCount, random: &random)
        rivals = DenseMatrix(copying: touched.prefix(count), of: itemFactors)
        rivalWeight = count == 0 ? 0 : Float(touched.count) / Float(count)
    }

    /// The model that was saved as `tensors`; keeps their memory when their rows are padded, else copies them once.
    ///
    /// - Throws: ``TensorError`` when an array is missing or of another shape.
    package init(tensors: [Tensor], config: SoftmaxMFConfig) throws {
        self.init(
            config: config,
            userFactors: try tensors.denseMatrix("user_factors", columnCount: config.embeddingSize),
            itemFactors: try tensors.denseMatrix("item_factors", columnCount: config.embeddingSize))
    }

    /// Learns from `set`; see the type for what is minimised.
    ///
    /// - Complexity: O(epochs · (users · negativeCount + entries) · d).
    /// - Throws: ``TrainingError`` when there is nothing to learn from, or the task is cancelled.
    package static func train(
        _ set: TrainingSet, config: SoftmaxMFConfig, options: TrainingOptions
    ) throws -> SoftmaxMFModel {
        guard set.interactions.entryCount > 0 else { throw TrainingError.noInteractions }
        var trainer = SoftmaxTrainer(set: set, config: config, options: options)
        return try trainer.run()
    }
}

extension [UInt32] {
    /// Puts `most` of the numbers, or all where there are fewer, drawn without repeats, to the front; returns how many.
    mutating func drawToFront(_ most: Int, random: inout SeededRandom) -> Int {
        let drawn = Swift.min(most, count)
        for place in 0..<drawn { swapAt(place, place + random.below(count - place)) }
        return drawn
    }
}
