import Matrices

extension SLIMModel {
    /// Items that a thread takes at a time: few, because popular ones take much longer than others.
    private static let chunk = 8
    /// Items between two looks at whether the task was cancelled.
    private static let round = 1024

    /// Regresses every item of `set`.
    ///
    /// - Complexity: O(Σ_u n_u² + items · a · (g + c · passes)) time with `n_u` the items of a visitor, `a` the weights of an
    ///   item that ever leave 0, `g` the entries of a row of the Gram matrix and `c` the candidates; 8 bytes for each pair of
    ///   items with a common visitor, twice at first.
    /// - Throws: ``TrainingError`` when there is nothing to learn from, or the task is cancelled.
    package static func train(_ set: TrainingSet, config: SLIMConfig, options: TrainingOptions) throws -> SLIMModel {
        guard set.interactions.entryCount > 0 else { throw TrainingError.noInteractions }
        guard !Task.isCancelled else { throw TrainingError.cancelled }
        let start = ContinuousClock.now
        let input = RegressionInput(
            set.interactions, usesWeights: config.usesWeights, activityExponent: config.activityExponent)
        let ridges = input.ridges(config.l2Regularization, exponent: config.regularizationExponent)
        guard
            let gram = input.matrix.transposed().largestProducts(
                with: input.matrix, limit: set.itemCount, threads: options.threads, withDiagonal: true, by: .sum)
        else { throw TrainingError.cancelled }
        let net = ElasticNet(gram: gram, ridges: ridges, terms: config.terms)
        let columns = try columns(of: net, itemCount: set.itemCount, threads: options.threads)
        options.onEpoch(EpochReport(model: name, epoch: 1, epochs: 1, duration: ContinuousClock.now - start))
        return SLIMModel(
            config: config, neighbors: CSRMatrix(columnCount: set.itemCount, rows: columns).transposed())
    }

    private static func columns(of net: ElasticNet, itemCount: Int, threads: Int) throws -> [[Ranked]] {
        var columns = [[Ranked]](repeating: [], count: itemCount)
        for first in stride(from: 0, to: itemCount, by: round) {
            guard !Task.isCancelled else { throw TrainingError.cancelled }
            columns.withUnsafeMutableBufferPointer { columns in
                nonisolated(unsafe) let columns = columns
                parallel(count: min(round, itemCount - first), chunk: chunk, threads: threads) {
                    ElasticNet.Scratch(columnCount: itemCount)
                } body: { scratch, places in
                    for place in places { columns[first + place] = net.weights(of: first + place, scratch) }
                }
            }
        }
        return columns
    }
}
