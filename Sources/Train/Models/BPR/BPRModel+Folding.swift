import Matrices

extension BPRModel {
    /// The fewest and the most triples a history is folded in by; between them, ``triplesAnItem`` for each item.
    private static let tripleRange = 256...4096
    /// How many triples are drawn for each item of a history.
    private static let triplesAnItem = 40

    /// The visitor's vector after gradient steps on triples of the history, the items standing still.
    ///
    /// The triples are drawn from one fixed seed, so that a history has one vector. It begins at 0.
    /// - Complexity: O(history · (d + log history)).
    package func vector(folding history: [HistoryItem]) -> [Float] {
        let stride = itemFactors.stride
        var vector = [Float](repeating: 0, count: stride)
        let known = history.filter { itemNorms[Int($0.item)] > 0 }
        guard !known.isEmpty, let start = itemFactors.values.pointer.baseAddress else { return vector }
        let isMine = Set(known.map(\.item))
        let scale = Float(known.count) / known.reduce(0) { $0 + $1.weight }
        let count = min(max(Self.triplesAnItem * known.count, Self.tripleRange.lowerBound), Self.tripleRange.upperBound)
        var random = SeededRandom(seed: 1)
        var step = RankingStep(width: stride, rate: 0, decay: Float(config.regularization))
        vector.withUnsafeMutableBufferPointer { vector in
            guard let vector = vector.baseAddress else { return }
            for number in 0..<count {
                let past = known[random.below(known.count)]
                let rival = touched[random.below(touched.count)]
                guard !isMine.contains(rival) else { continue }
                step.rate = Float(config.learningRate) * (1 - Float(number) / Float(count))
                step.moveFirst(
                    vector, start + Int(past.item) * stride, start + Int(rival) * stride,
                    weight: min(past.weight * scale, BPRTrainer.mostWeight))
            }
        }
        return vector
    }
}
