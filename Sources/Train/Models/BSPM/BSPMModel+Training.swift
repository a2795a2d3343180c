import Domain
import Matrices

extension BSPMModel {
    /// Builds the map for `set`.
    ///
    /// - Complexity: O(items · entries · sharpeningSteps + entries · d + items · d² + d³): the sharpened filter is made
    ///   64 items at a time; `threads · 64 · (users + items)` numbers beside the result.
    /// - Throws: ``TrainingError`` when there is nothing to learn from, or the task is cancelled.
    package static func train(_ set: TrainingSet, config: BSPMConfig, options: TrainingOptions) throws -> BSPMModel {
        guard set.interactions.entryCount > 0 else { throw TrainingError.noInteractions }
        guard !Task.isCancelled else { throw TrainingError.cancelled }
        let start = ContinuousClock.now
        let interactions = NormalizedInteractions(set.interactions)
        let vectors = TruncatedSVD(
            of: interactions.matrix, count: config.embeddingSize, seed: options.seed, threads: options.threads
        ).vectors
        guard !Task.isCancelled else { throw TrainingError.cancelled }
        let sharpening = Sharpening(interactions.matrix, config: config)
        let neighbors = sharpening.neighbors(limit: config.neighborCount, threads: options.threads)
        guard !Task.isCancelled else { throw TrainingError.cancelled }
        let weight = Float(config.idealWeight)
        let right = sharpening.sharpened(interactions.scaled(vectors) { $0 }, threads: options.threads)
        let filter = LinearFilter(
            neighbors: neighbors, left: interactions.scaled(vectors) { weight / $0 }, right: right)
        options.onEpoch(EpochReport(model: name, epoch: 1, epochs: 1, duration: ContinuousClock.now - start))
        return BSPMModel(config: config, filter: filter)
    }
}
