import Domain
import Matrices

/// What the trainings of the models of sessions have in common.
enum SessionTraining {
    /// What `train` makes of `set`, with the epoch reported.
    ///
    /// - Throws: ``TrainingError`` when there is nothing to learn from, or the task is cancelled before or during it.
    static func run<Result>(
        _ set: TrainingSet, _ name: String, _ options: TrainingOptions, train: () throws(TrainingError) -> Result
    ) throws(TrainingError) -> Result {
        guard set.interactions.entryCount > 0 else { throw .noInteractions }
        guard !Task.isCancelled else { throw .cancelled }
        let start = ContinuousClock.now
        let result = try train()
        guard !Task.isCancelled else { throw .cancelled }
        options.onEpoch(EpochReport(model: name, epoch: 1, epochs: 1, duration: ContinuousClock.now - start))
        return result
    }
}

extension SessionNeighborhood {
    /// The weights of the items as `items.weights`; none where all are 1.
    var itemWeightTensors: [Tensor] {
        itemWeights.map { [Tensor(name: "items.weights", shape: [$0.count], values: .float32($0))] } ?? []
    }
}

extension [Tensor] {
    /// The weights of the items of `index`, saved as `items.weights`.
    /// - Throws: ``TensorError`` when they are missing or of another count.
    func itemWeights(of index: SessionIndex) throws(TensorError) -> Buffer<Float> {
        try floats("items.weights", count: index.itemCount)
    }

    /// The `count` single-precision numbers of `name`.
    /// - Throws: ``TensorError`` when they are missing or of another count.
    func floats(_ name: String, count: Int) throws(TensorError) -> Buffer<Float> {
        let numbers = try floats(name)
        guard numbers.count == count else {
            throw TensorError(name: name, problem: "has \(numbers.count) numbers, not \(count)")
        }
        return numbers
    }
}
