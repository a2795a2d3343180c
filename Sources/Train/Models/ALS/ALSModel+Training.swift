import Matrices

extension ALSModel {
    /// Learns from `set`; see the type for what is minimised.
    ///
    /// - Complexity: O(epochs · steps · (entries · d + (users + items) · d²)) with conjugate gradients.
    /// - Throws: ``TrainingError`` when there is nothing to learn from, or the task is cancelled.
    package static func train(_ set: TrainingSet, config: ALSConfig, options: TrainingOptions) throws -> ALSModel {
        guard set.interactions.entryCount > 0 else { throw TrainingError.noInteractions }
        var trainer = ALSTrainer(set: set, config: config.resolved(for: set), options: options)
        try trainer.run()
        return trainer.model()
    }
}

/// One training of ``ALSModel``: the vectors as they stand and what they are fitted to.
struct ALSTrainer {
    private let config: ALSConfig
    private let options: TrainingOptions
    private let byUser: CSRMatrix
    private let byItem: CSRMatrix
    private let userRidges: [Float]
    private let itemRidges: [Float]
    private let users: MutableDenseMatrix
    private let items: MutableDenseMatrix
    /// Whether the items' vectors are those of the last release.
    private let continues: Bool

    init(set: TrainingSet, config: ALSConfig, options: TrainingOptions) {
        (self.config, self.options) = (config, options)
        byUser = set.interactions
        byItem = set.interactions.transposed()
        userRidges = Self.ridges(of: byUser, config: config)
        itemRidges = Self.ridges(of: byItem, config: config)
        let (size, deviation) = (config.embeddingSize, 0.1 / Double(config.embeddingSize).squareRoot())
        users = .normal(for: byUser, columnCount: size, deviation: deviation, side: 0, options: options)
        items = .normal(for: byItem, columnCount: size, deviation: deviation, side: 1, options: options)
        continues = items.continue(from: options.previous, interactions: byItem)
    }

    private static func ridges(of interactions: CSRMatrix, config: ALSConfig) -> [Float] {
        (0..<interactions.rowCount).map { row in
            ALSModel.ridge(
                count: interactions.entries(ofRow: row).count, others: interactions.columnCount, config: config)
        }
    }

    /// Runs all epochs.
    /// - Throws: ``TrainingError/cancelled``.
    mutating func run() throws {
        let clock = ContinuousClock()
        let epochs = continues ? min(config.warmEpochs, config.epochs) : config.epochs
        if continues { finish(users, userEquations()) }
        for epoch in 1...epochs {
            guard !Task.isCancelled else { throw TrainingError.cancelled }
            let duration = clock.measure {
                move(items, itemEquations())
                move(users, userEquations())
            }
            options.onEpoch(
                EpochReport(model: ALSModel.name, epoch: epoch, epochs: epochs, duration: duration))
        }
        guard !Task.isCancelled else { throw TrainingError.cancelled }
        if config.solver != .cholesky { finish(users, userEquations()) }
    }

    private func itemEquations() -> NormalEquations {
        equations(given: users, interactions: byItem, ridges: itemRidges)
    }

    private func userEquations() -> NormalEquations {
        equations(given: items, interactions: byUser, ridges: userRidges)
    }

    private func equations(given factors: MutableDenseMatrix, interactions: CSRMatrix, ridges: [Float])
        -> NormalEquations
    {
        let gram = GramMatrix(of: factors, scale: Float(config.alpha0), threads: options.threads)
        return NormalEquations(gram: gram, factors: factors, weights: interactions, ridges: ridges)
    }

    /// Half an epoch.
    private func move(_ rows: MutableDenseMatrix, _ equations: NormalEquations) {
        switch config.solver {
        case .conjugateGradient:
            equations.improve(rows, steps: config.conjugateGradientSteps, threads: options.threads)
        case .blocks:
            equations.improve(rows, blockWidth: DenseMatrix.stride(columns: config.blockSize), threads: options.threads)
        case .cholesky: equations.solve(rows, threads: options.threads)
        }
    }

    /// Solves for `rows` to within a thousandth of their length.
    private func finish(_ rows: MutableDenseMatrix, _ equations: NormalEquations) {
        equations.improve(rows, steps: 4 * config.embeddingSize, tolerance: 1e-3, threads: options.threads)
    }

    /// The model as it stands.
    func model() -> ALSModel {
        ALSModel(config: config, userFactors: users.frozen(), itemFactors: items.frozen())
    }
}

extension MutableDenseMatrix {
    /// Puts the item vectors of the last release's ALS model of this size in place of the rows that have interactions;
    /// the rows of items it did not know become 0, and are folded in by the first half of an epoch. False, with nothing
    /// changed, where there is no such model.
    fileprivate func `continue`(from previous: [PreviousModel], interactions: CSRMatrix) -> Bool {
        for candidate in previous {
            guard let model = candidate.model as? ALSModel, model.itemFactors.columnCount == columnCount,
                candidate.places.count == rowCount
            else { continue }
            for (item, place) in candidate.places.enumerated() where !interactions.entries(ofRow: item).isEmpty {
                if let place, place < model.itemCount {
                    _ = UnsafeMutableBufferPointer(start: row(item), count: stride)
                        .update(from: model.itemFactors.row(Int(place)))
                } else {
                    row(item).update(repeating: 0, count: stride)
                }
            }
            return true
        }
        return false
    }
}
