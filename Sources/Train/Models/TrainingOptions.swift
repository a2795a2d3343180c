package import Domain

/// How a training runs, apart from what it learns.
package struct TrainingOptions: Sendable {
    /// All randomness comes from it.
    package var seed: UInt64
    /// How many threads may work at once, 1 or more; the result does not depend on it.
    package var threads: Int
    /// How many bytes a training may take besides its training set; a model that has a choice of methods goes by it.
    package var memoryBytes: Int
    /// The last release's models, to go on from; a model that cannot starts anew.
    package var previous: [PreviousModel]
    /// Called after every epoch.
    package var onEpoch: @Sendable (EpochReport) -> Void

    /// Options with their defaults.
    package init(
        seed: UInt64 = 42, threads: Int = 1, memoryBytes: Int = 2 << 30, previous: [PreviousModel] = [],
        onEpoch: @escaping @Sendable (EpochReport) -> Void = { _ in }
    ) {
        (self.seed, self.threads, self.memoryBytes) = (seed, threads, memoryBytes)
        (self.previous, self.onEpoch) = (previous, onEpoch)
    }
}

/// A model of the last release, which a training may go on from.
package struct PreviousModel: Sendable {
    /// The model.
    package let model: any Model
    /// Where each item of the training set stands in the model; nil for one it does not know. `[items]`
    package let places: [ItemIndex?]

    /// A model and where it has the items of the training set.
    package init(model: any Model, places: [ItemIndex?]) { (self.model, self.places) = (model, places) }
}

/// One finished epoch.
package struct EpochReport: Sendable {
    /// The model's name.
    package let model: String
    /// The 1-based epoch.
    package let epoch: Int
    /// How many there will be.
    package let epochs: Int
    /// How long it took.
    package let duration: Duration

    /// A report of these parts.
    package init(model: String, epoch: Int, epochs: Int, duration: Duration) {
        (self.model, self.epoch, self.epochs, self.duration) = (model, epoch, epochs, duration)
    }
}
