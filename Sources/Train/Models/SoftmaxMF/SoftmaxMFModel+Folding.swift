import Domain
import Matrices

extension SoftmaxMFModel {
    /// How many items stand for all when a history is folded in.
    static let rivalCount = 512
    /// How many steps a history is folded in by.
    private static let foldingSteps = 12

    /// The visitor's vector after gradient steps on the loss of the history, the items standing still.
    ///
    /// It begins at the mean of the history's items; the items that stand for all are the same for every history.
    /// - Complexity: O(steps · (rivals + history) · d).
    package func vector(folding history: [HistoryItem]) -> [Float] {
        let stride = itemFactors.stride
        var vector = [Float](repeating: 0, count: stride)
        let known = history.filter { itemNorms[Int($0.item)] > 0 }
        guard !known.isEmpty, let start = itemFactors.values.pointer.baseAddress else { return vector }
        let (indices, weights) = (known.map(\.item), known.map { $0.weight })
        let isUnit = config.similarity == .cosine
        let loss = SoftmaxGradient(
            rivals: rivals, rivalWeight: rivalWeight, temperature: Float(config.temperature))
        let scratch = MutableDenseMatrix(
            rowCount: 1, columnCount: loss.shareStride + DenseMatrix.stride(columns: known.count) + stride)
        let shares = scratch.start
        let pulls = shares + loss.shareStride
        let gradient = pulls + DenseMatrix.stride(columns: known.count)
        vector.withUnsafeMutableBufferPointer { vector in
            guard let x = vector.baseAddress else { return }
            let total = weights.reduce(0, +)
            loss.own(
                factors: start, indices: indices, pulls: weights.map { $0 / total }, count: known.count, gradient: x)
            if isUnit { RowStep.normalize(x, width: stride) }
            var step = RowStep(rate: 0, decay: Float(config.regularization), isUnit: isUnit)
            var squares: Float = 0
            for number in 0..<Self.foldingSteps {
                loss.products(of: x, count: 1, shares: shares)
                loss.derive(
                    x, shares: shares, factors: start, indices: indices, weights: weights, count: known.count,
                    pulls: pulls)
                loss.own(factors: start, indices: indices, pulls: pulls, count: known.count, gradient: gradient)
                loss.addRivals(shares, count: 1, to: gradient)
                step.rate = Self.foldingRate * (1 - Float(number) / Float(Self.foldingSteps))
                step.move(x, gradient: gradient, total: &squares, width: stride)
            }
        }
        return vector
    }

    /// The length of the first step when a history is folded in.
    private static var foldingRate: Float { 0.3 }
}
