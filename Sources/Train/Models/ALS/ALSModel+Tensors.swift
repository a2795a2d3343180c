import Domain
package import Matrices

extension ALSModel {
    /// The model that was saved as `tensors`; keeps their memory when their rows are padded, else copies them once.
    ///
    /// - Throws: ``TensorError`` when an array is missing or of another shape; `InvalidSetting` when the configuration
    ///   does not say the weight of unobserved pairs.
    package init(tensors: [Tensor], config: ALSConfig) throws {
        guard config.unobservedWeight != nil else {
            throw InvalidSetting(
                "als.unobserved_weight", problem: "is missing; a saved model says the weight it was trained with")
        }
        self.init(
            config: config,
            userFactors: try tensors.denseMatrix("user_factors", columnCount: config.embeddingSize),
            itemFactors: try tensors.denseMatrix("item_factors", columnCount: config.embeddingSize))
    }
}
