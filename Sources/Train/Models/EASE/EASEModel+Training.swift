import Matrices

extension EASEModel {
    /// Solves for the weights of `set`.
    ///
    /// - Complexity: dense O(items³) time and 2 · items² bytes; iterative O(steps · entries · items) time and
    ///   `threads · 128 · (users + 4 · items)` bytes; some 32 bytes for each weight kept.
    /// - Throws: ``TrainingError`` when there is nothing to learn from, or the task is cancelled.
    package static func train(_ set: TrainingSet, config: EASEConfig, options: TrainingOptions) throws -> EASEModel {
        guard set.interactions.entryCount > 0 else { throw TrainingError.noInteractions }
        guard !Task.isCancelled else { throw TrainingError.cancelled }
        let start = ContinuousClock.now
        let input = RegressionInput(
            set.interactions, usesWeights: config.usesWeights, activityExponent: config.activityExponent)
        let ridges = input.ridges(config.regularization, exponent: config.regularizationExponent)
        let neighbors = try neighbors(of: input, ridges: ridges, config: config, options: options)
        options.onEpoch(EpochReport(model: name, epoch: 1, epochs: 1, duration: ContinuousClock.now - start))
        return EASEModel(config: config, neighbors: neighbors)
    }

    private static func neighbors(
        of input: RegressionInput, ridges: [Double], config: EASEConfig, options: TrainingOptions
    ) throws -> CSRMatrix {
        do {
            let solver = solver(for: input.matrix, config: config, memoryBytes: options.memoryBytes)
            return try weights(
                of: input, ridges: ridges, limit: config.neighborCount, solver: solver, threads: options.threads)
        } catch InversionFailure.notPositiveDefinite {
            // Rounding has eaten a regularisation this small; conjugate gradients go as far as the digits allow.
            return try weights(
                of: input, ridges: ridges, limit: config.neighborCount,
                solver: .iterative(tolerance: config.tolerance), threads: options.threads)
        }
    }

    /// The solver that `config` asks for. `auto` takes the dense one where it fits and the catalogue is small beside the
    /// interactions: measured, it is the faster one up to about items² = 250 · entries.
    static func solver(for matrix: CSRMatrix, config: EASEConfig, memoryBytes: Int) -> GramInverse.Solver {
        let itemCount = matrix.columnCount
        let isDense =
            switch config.solver {
            case .dense: true
            case .iterative: false
            case .auto:
                GramInverse.denseByteCount(columns: itemCount) <= memoryBytes
                    && itemCount * itemCount <= 250 * matrix.entryCount
            }
        return isDense ? .dense : .iterative(tolerance: config.tolerance)
    }

    /// `B`, its columns cut to their `limit` entries of largest magnitude.
    private static func weights(
        of input: RegressionInput, ridges: [Double], limit: Int, solver: GramInverse.Solver, threads: Int
    ) throws -> CSRMatrix {
        let (itemCount, width) = (input.matrix.columnCount, GramInverse.width)
        var pieces = [[[Ranked]]](repeating: [], count: (itemCount + width - 1) / width)
        do {
            try pieces.withUnsafeMutableBufferPointer { pieces throws(InversionFailure) in
                nonisolated(unsafe) let pieces = pieces
                try GramInverse.forEachGroup(
                    of: input.matrix, ridges: ridges, solver: solver, threads: threads
                ) { items, inverse in
                    pieces[items.lowerBound / width] = items.map { item in
                        input.squares[item] > 0
                            ? largest(limit, inColumn: item - items.lowerBound, of: inverse, item: item) : []
                    }
                }
            }
        } catch InversionFailure.cancelled { throw TrainingError.cancelled }
        return CSRMatrix(columnCount: itemCount, rows: pieces.joined()).transposed()
    }

    /// `-P_ji / P_ii` of `item` i in a column of `inverse`, the largest by magnitude, ascending by item.
    private static func largest(
        _ limit: Int, inColumn column: Int, of inverse: MutableDenseMatrix, item: Int
    ) -> [Ranked] {
        let scale = -1 / inverse.row(item)[column]
        inverse.row(item)[column] = 0
        return inverse.largest(inColumn: column, limit: limit).map {
            Ranked(index: $0.index, score: scale * $0.score)
        }
    }
}
