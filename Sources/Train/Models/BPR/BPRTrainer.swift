import Matrices

/// One training of ``BPRModel``.
struct BPRTrainer {
    /// How many blocks visitors and items are cut into: more than any machine's threads need, few enough that a
    /// meeting of two blocks has work for a while.
    static let blockCount = 16
    /// How often an opponent is drawn anew where the visitor touched it; then the triple is given up.
    static let mostDraws = 16
    /// How much more than the mean weight an interaction may count.
    static let mostWeight: Float = 10

    let config: BPRConfig
    let options: TrainingOptions
    let byUser: CSRMatrix
    /// The first visitor of each block, and the count of visitors.
    let userBlocks: [Int]
    /// 1 / the mean weight.
    let weightScale: Float
    /// The items somebody touched, in the order of this epoch: block `b` is an even share of them.
    var touched: [UInt32]
    let users: MutableDenseMatrix
    let items: MutableDenseMatrix

    init(set: TrainingSet, config: BPRConfig, options: TrainingOptions) {
        (self.config, self.options, byUser) = (config, options, set.interactions)
        userBlocks = Self.blocks(of: byUser)
        weightScale = Float(byUser.entryCount) / byUser.values.pointer.reduce(0, +)
        let byItem = byUser.transposed()
        touched = (0..<UInt32(byItem.rowCount)).filter { !byItem.entries(ofRow: Int($0)).isEmpty }
        let (size, deviation) = (config.embeddingSize, 0.1)
        users = .normal(for: byUser, columnCount: size, deviation: deviation, side: 0, options: options)
        items = .normal(for: byItem, columnCount: size, deviation: deviation, side: 1, options: options)
    }

    /// Cuts the visitors so that each block has about as many interactions.
    private static func blocks(of interactions: CSRMatrix) -> [Int] {
        var first = 0
        let starts = (0..<blockCount).map { block in
            let share = interactions.entryCount * block / blockCount
            while Int(interactions.offsets[first]) < share { first += 1 }
            return first
        }
        return starts + [interactions.rowCount]
    }

    /// Runs all epochs.
    /// - Throws: ``TrainingError/cancelled``.
    mutating func run() throws -> BPRModel {
        let clock = ContinuousClock()
        for epoch in 0..<config.epochs {
            let start = clock.now
            touched.shuffle(seed: options.seed, stream: UInt64(epoch))
            let cells = BPRCells(byUser, userBlocks: userBlocks, touched: touched, threads: options.threads)
            for round in 0..<Self.blockCount {
                guard !Task.isCancelled else { throw TrainingError.cancelled }
                meet(cells, epoch: epoch, round: round)
            }
            options.onEpoch(
                EpochReport(
                    model: BPRModel.name, epoch: epoch + 1, epochs: config.epochs, duration: clock.now - start))
        }
        guard !Task.isCancelled else { throw TrainingError.cancelled }
        return BPRModel(config: config, userFactors: users.frozen(), itemFactors: items.frozen())
    }

    /// One round: each visitor block meets the item block `round` further on, the largest meetings first.
    private func meet(_ cells: BPRCells, epoch: Int, round: Int) {
        let order = (0..<Self.blockCount).map { block in (block, (block + round) % Self.blockCount) }
            .sorted { (-cells.count($0.0, $0.1), $0.0) < (-cells.count($1.0, $1.1), $1.0) }
        parallel(count: order.count, chunk: 1, threads: options.threads) { places in
            for place in places { meet(order[place].0, order[place].1, cells, epoch: epoch) }
        }
    }

    private func meet(_ userBlock: Int, _ itemBlock: Int, _ cells: BPRCells, epoch: Int) {
        let cell = cells.range(userBlock, itemBlock)
        let rivals = cells.itemRange(itemBlock)
        guard !cell.isEmpty, rivals.count > 1 else { return }
        let number = (epoch * Self.blockCount + userBlock) * Self.blockCount + itemBlock
        var random = SeededRandom(seed: options.seed, stream: 1 << 40 + UInt64(number))
        let rate = Float(config.learningRate * (1 - Double(epoch) / Double(config.epochs)))
        let stride = users.stride
        let step = RankingStep(width: stride, rate: rate, decay: Float(config.regularization))
        let (userStart, itemStart) = (users.start, items.start)
        for _ in cell {
            let entry = cells.entries[cell.lowerBound + random.below(cell.count)]
            let mine = byUser.entries(ofRow: Int(entry.user))
            var rival: UInt32?
            for _ in 0..<Self.mostDraws where rival == nil {
                let drawn = touched[rivals.lowerBound + random.below(rivals.count)]
                if !byUser.columns.pointer.contains(drawn, ascendingIn: mine) { rival = drawn }
            }
            guard let rival else { continue }
            step.move(
                userStart + Int(entry.user) * stride, itemStart + Int(entry.item) * stride,
                itemStart + Int(rival) * stride, weight: min(entry.weight * weightScale, Self.mostWeight))
        }
    }
}

extension UnsafeBufferPointer<UInt32> {
    /// Whether `number` is among the numbers of `range`, which ascend.
    /// - Complexity: O(log n).
    @inline(__always)
    fileprivate func contains(_ number: UInt32, ascendingIn range: Range<Int>) -> Bool {
        var (low, high) = (range.lowerBound, range.upperBound)
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < number { low = middle + 1 } else { high = middle }
        }
        return low < range.upperBound && self[low] == number
    }
}

extension [UInt32] {
    /// Puts the numbers in an order that depends on the seed, the stream and the order they had.
    fileprivate mutating func shuffle(seed: UInt64, stream: UInt64) {
        var random = SeededRandom(seed: seed, stream: 1 << 41 + stream)
        for place in stride(from: count - 1, to: 0, by: -1) { swapAt(place, random.below(place + 1)) }
    }
}
