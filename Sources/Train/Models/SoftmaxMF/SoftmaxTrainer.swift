import Matrices

/// One training of ``SoftmaxMFModel``.
struct SoftmaxTrainer {
    private let config: SoftmaxMFConfig
    private let options: TrainingOptions
    private let byUser: CSRMatrix
    /// The visitors that have interactions, in the order of this epoch.
    private var order: [UInt32]
    /// The items somebody touched; those at the front stand for all in this batch.
    private var touched: [UInt32]
    private let users: MutableDenseMatrix
    private let items: MutableDenseMatrix
    /// The sum of the squared lengths of each row's gradients.
    private let userTotals, itemTotals: MutableDenseMatrix
    private let batch: SoftmaxBatch

    init(set: TrainingSet, config: SoftmaxMFConfig, options: TrainingOptions) {
        (self.config, self.options, byUser) = (config, options, set.interactions)
        let interactions = set.interactions
        order = (0..<UInt32(interactions.rowCount)).filter { !interactions.entries(ofRow: Int($0)).isEmpty }
        let byItem = interactions.transposed()
        touched = (0..<UInt32(byItem.rowCount)).filter { !byItem.entries(ofRow: Int($0)).isEmpty }
        let (size, deviation) = (config.embeddingSize, 1 / Double(config.embeddingSize).squareRoot())
        let start = config.similarity == .cosine ? deviation : 0.1 * deviation
        users = .normal(for: interactions, columnCount: size, deviation: start, side: 0, options: options)
        items = .normal(for: byItem, columnCount: size, deviation: start, side: 1, options: options)
        if config.similarity == .cosine {
            for matrix in [users, items] {
                for row in 0..<matrix.rowCount { RowStep.normalize(matrix.row(row), width: matrix.stride) }
            }
        }
        userTotals = MutableDenseMatrix(rowCount: 1, columnCount: users.rowCount)
        itemTotals = MutableDenseMatrix(rowCount: 1, columnCount: items.rowCount)
        batch = SoftmaxBatch(
            interactions, userCount: min(config.batchSize, order.count),
            rivalCount: min(config.negativeCount, touched.count), columnCount: size)
    }

    /// Runs all epochs.
    /// - Throws: ``TrainingError/cancelled``.
    mutating func run() throws -> SoftmaxMFModel {
        let clock = ContinuousClock()
        for epoch in 0..<config.epochs {
            let start = clock.now
            var random = SeededRandom(seed: options.seed, stream: 1 << 40 + UInt64(epoch))
            _ = order.drawToFront(order.count, random: &random)
            for first in stride(from: 0, to: order.count, by: config.batchSize) {
                guard !Task.isCancelled else { throw TrainingError.cancelled }
                let done = (Double(epoch) + Double(first) / Double(order.count)) / Double(config.epochs)
                learn(order[first..<min(first + config.batchSize, order.count)], done: done, random: &random)
            }
            options.onEpoch(
                EpochReport(
                    model: SoftmaxMFModel.name, epoch: epoch + 1, epochs: config.epochs, duration: clock.now - start))
        }
        guard !Task.isCancelled else { throw TrainingError.cancelled }
        return SoftmaxMFModel(config: config, userFactors: users.frozen(), itemFactors: items.frozen())
    }

    /// One step of all rows that a batch of visitors touches.
    private mutating func learn(_ visitors: ArraySlice<UInt32>, done: Double, random: inout SeededRandom) {
        let count = touched.drawToFront(config.negativeCount, random: &random)
        batch.gather(visitors, rivals: touched.prefix(count), users: users, items: items)
        let gradient = SoftmaxGradient(
            rivals: batch.rivals, rivalCount: count, rivalWeight: Float(touched.count) / Float(count),
            temperature: Float(config.temperature))
        let step = RowStep(
            rate: Float(config.learningRate * (1 - done)), decay: Float(config.regularization),
            isUnit: config.similarity == .cosine)
        moveUsers(gradient, step)
        batch.groupByItem(rivals: touched.prefix(count))
        moveItems(gradient, step)
    }

    private func moveUsers(_ gradient: SoftmaxGradient, _ step: RowStep) {
        let (batch, interactions, items, users) = (batch, byUser, items, users)
        let (width, totals) = (users.stride, userTotals)
        guard let columns = interactions.columns.pointer.baseAddress,
            let weights = interactions.values.pointer.baseAddress
        else { return }
        nonisolated(unsafe) let (allColumns, allWeights) = (columns, weights)
        parallel(count: batch.visitors.count, chunk: SoftmaxGradient.batchSize, threads: options.threads) {
            MutableDenseMatrix(rowCount: SoftmaxGradient.batchSize, columnCount: width)
        } body: { gradients, range in
            let shares = batch.shares(range.lowerBound, stride: gradient.shareStride)
            gradient.products(of: batch.vectors.row(range.lowerBound), count: range.count, shares: shares)
            for place in range {
                let entries = interactions.entries(ofRow: Int(batch.visitors[place]))
                let (indices, pulls) = (allColumns + entries.lowerBound, batch.pulls + batch.starts[place])
                gradient.derive(
                    batch.vectors.row(place), shares: batch.shares(place, stride: gradient.shareStride),
                    factors: items.start, indices: indices, weights: allWeights + entries.lowerBound,
                    count: entries.count, pulls: pulls)
                gradient.own(
                    factors: items.start, indices: indices, pulls: pulls, count: entries.count,
                    gradient: gradients.row(place - range.lowerBound))
            }
            gradient.addRivals(shares, count: range.count, to: gradients.start)
            for place in range {
                let user = Int(batch.visitors[place])
                step.move(
                    users.row(user), gradient: gradients.row(place - range.lowerBound), total: &totals.start[user],
                    width: width)
            }
        }
    }

    private func moveItems(_ gradient: SoftmaxGradient, _ step: RowStep) {
        let (batch, items, totals) = (batch, items, itemTotals)
        let width = items.stride
        let count = gradient.rivalCount
        parallel(count: batch.slotCount, chunk: 48, threads: options.threads) {
            MutableDenseMatrix(rowCount: 48, columnCount: width)
        } body: { gradients, range in
            for slot in range { batch.own(slot, gradient, into: gradients.row(slot - range.lowerBound)) }
            let rivals = range.clamped(to: 0..<count)
            if !rivals.isEmpty {
                gradient.addVectors(
                    batch.vectors.start, count: batch.visitors.count,
                    shares: batch.shares(0, stride: gradient.shareStride), range: rivals, to: gradients.start)
            }
            for slot in range {
                let item = Int(batch.slots[slot])
                step.move(
                    items.row(item), gradient: gradients.row(slot - range.lowerBound), total: &totals.start[item],
                    width: width)
            }
        }
    }
}
