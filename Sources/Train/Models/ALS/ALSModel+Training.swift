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

    init(set: TrainingSet, config: ALSConfig, options: TrainingOptions) {
        (self.config, self.options) = (config, options)
        byUser = set.interactions
        byItem = set.interactions.transposed()
        userRidges = Self.ridges(of: byUser, config: config)
        itemRidges = Self.ridges(of: byItem, config: config)
        users = Self.initial(for: byUser, side: 0, config: config, options: options)
        items = Self.initial(for: byItem, side: 1, config: config, options: options)
    }

    private static func ridges(of interactions: CSRMatrix, config: ALSConfig) -> [Float] {
        (0..<interactions.rowCount).map { row in
            ALSModel.ridge(
                count: interactions.entries(ofRow: row).count, others: interactions.columnCount, config: config)
        }
    }

    /// Vectors of normal numbers with standard deviation `0.1 / √d`, each row from a random stream of its own; rows
    /// without interactions are 0, which is their solution, and stay so.
    private static func initial(
        for interactions: CSRMatrix, side: UInt64, config: ALSConfig, options: TrainingOptions
    ) -> MutableDenseMatrix {
        let matrix = MutableDenseMatrix(rowCount: interactions.rowCount, columnCount: config.embeddingSize)
        let deviation = 0.1 / Double(config.embeddingSize).squareRoot()
        parallel(count: matrix.rowCount, chunk: 1024, threads: options.threads) { rows in
            for row in rows where !interactions.entries(ofRow: row).isEmpty {
                var random = SeededRandom(seed: options.seed, stream: 2 * UInt64(row) + side)
                let numbers = matrix.row(row)
                for column in 0..<config.embeddingSize { numbers[column] = Float(deviation * random.normal()) }
            }
        }
        return matrix
    }

    /// Runs all epochs.
    /// - Throws: ``TrainingError/cancelled``.
    mutating func run() throws {
        let clock = ContinuousClock()
        for epoch in 1...config.epochs {
            guard !Task.isCancelled else { throw TrainingError.cancelled }
            let duration = clock.measure {
                solve(
                    items, given: users, interactions: byItem, ridges: itemRidges, steps: config.conjugateGradientSteps)
                solve(
                    users, given: items, interactions: byUser, ridges: userRidges, steps: config.conjugateGradientSteps)
            }
            options.onEpoch(
                EpochReport(model: ALSModel.name, epoch: epoch, epochs: config.epochs, duration: duration))
        }
        guard !Task.isCancelled else { throw TrainingError.cancelled }
        if config.solver == .conjugateGradient {
            solve(
                users, given: items, interactions: byUser, ridges: userRidges, steps: 4 * config.embeddingSize,
                tolerance: 1e-3)
        }
    }

    private func solve(
        _ rows: MutableDenseMatrix, given factors: MutableDenseMatrix, interactions: CSRMatrix, ridges: [Float],
        steps: Int, tolerance: Float = 0
    ) {
        let gram = GramMatrix(of: factors, scale: Float(config.alpha0), threads: options.threads)
        let equations = NormalEquations(gram: gram, factors: factors, weights: interactions, ridges: ridges)
        switch config.solver {
        case .conjugateGradient: equations.improve(rows, steps: steps, tolerance: tolerance, threads: options.threads)
        case .cholesky: equations.solve(rows, threads: options.threads)
        }
    }

    /// The model as it stands.
    func model() -> ALSModel {
        ALSModel(config: config, userFactors: users.frozen(), itemFactors: items.frozen())
    }
}
