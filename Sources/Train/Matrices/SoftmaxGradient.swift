internal import CKernels

/// The loss of a softmax estimated from some rows `q_j`, and its gradients, for several vectors at a time.
///
/// For a vector `x` whose own rows are the `y_i` with weights `w_i`,
///
///     Σ_i w_i · ln( 1 + Z / exp(x·y_i / tau) ),   Z = rivalWeight · Σ_j exp(x·q_j / tau)
///
/// *Source:* Jean et al., 2015, arXiv:1412.2007, equation 7.
package struct SoftmaxGradient: Sendable {
    /// How many vectors are best taken together.
    package static let batchSize = 12

    private let rivals: UnsafeRows
    /// How many rows stand for all.
    package let rivalCount: Int
    /// How many numbers apart the shares of two vectors begin: beyond the rivals, padded, and no multiple of 1,024.
    package let shareStride: Int
    private let rivalWeight: Float
    private let inverse: Float

    /// Gradients against the first `rivalCount` rows of `rivals`, which must live and not change while this is used.
    ///
    /// `temperature` is `tau`, above 0; each rival counts `rivalWeight` times, above 0.
    package init(rivals: MutableDenseMatrix, rivalCount: Int, rivalWeight: Float, temperature: Float) {
        self.init(
            rows: UnsafeRows(start: UnsafePointer(rivals.start), stride: rivals.stride), rivalCount: rivalCount,
            rivalWeight: rivalWeight, temperature: temperature)
    }

    /// Gradients against all rows of `rivals`, which must live while this is used.
    package init(rivals: DenseMatrix, rivalWeight: Float, temperature: Float) {
        guard let start = rivals.values.pointer.baseAddress else { preconditionFailure("A buffer always has memory.") }
        self.init(
            rows: UnsafeRows(start: start, stride: rivals.stride), rivalCount: rivals.rowCount,
            rivalWeight: rivalWeight, temperature: temperature)
    }

    private init(rows: UnsafeRows, rivalCount: Int, rivalWeight: Float, temperature: Float) {
        precondition(rivalCount > 0, "A softmax over no rows is nothing.")
        (rivals, self.rivalCount, self.rivalWeight, inverse) = (rows, rivalCount, rivalWeight, 1 / temperature)
        shareStride = DenseMatrix.stride(columns: rivalCount) + 16
    }

    /// Sets `shares`, `[count × shareStride]`, to the products of `count` vectors with the rivals.
    /// - Complexity: O(count · rivals · width).
    package func products(of vectors: UnsafePointer<Float>, count: Int, shares: UnsafeMutablePointer<Float>) {
        ck_inner_products(vectors, count, rivals.start, rivalCount, rivals.stride, shares, shareStride)
    }

    /// Turns one vector's products with the rivals into how far the loss moves with each: `∂loss/∂(x·q_j)`, 0 in the
    /// padding; and sets `pulls` to `∂loss/∂(x·y_i)`, where the `y_i` are the rows of `factors` at `indices`.
    /// - Complexity: O(rivals + count · width).
    package func derive(
        _ vector: UnsafePointer<Float>, shares: UnsafeMutablePointer<Float>, factors: UnsafePointer<Float>,
        indices: UnsafePointer<UInt32>, weights: UnsafePointer<Float>, count: Int, pulls: UnsafeMutablePointer<Float>
    ) {
        let padded = DenseMatrix.stride(columns: rivalCount)
        for place in rivalCount..<padded { shares[place] = -1e30 }
        let shift = -inverse * ck_largest(shares, padded)
        let total = rivalWeight * ck_exponentials(shares, padded, inverse, shift)
        ck_gathered_inner_products(vector, factors, indices, count, rivals.stride, pulls)
        var sum: Float = 0
        for place in 0..<count {
            // Infinite where the row's own item is far above all others: then nothing pulls.
            let own = exponential(pulls[place] * inverse + shift)
            sum += weights[place] / (own + total)
            pulls[place] = -weights[place] * inverse * (total / (own + total))
        }
        ck_scale(shares, padded, sum * rivalWeight * inverse)
    }

    private func exponential(_ power: Float) -> Float {
        guard power < 88 else { return .infinity }
        return withUnsafeTemporaryAllocation(of: Float.self, capacity: 16) { lanes in
            guard let start = lanes.baseAddress else { return 0 }
            lanes.initialize(repeating: 0)
            lanes[0] = power
            _ = ck_exponentials(start, 16, 1, 0)
            return start[0]
        }
    }

    /// Sets `gradient` to that of one vector: the sum of the `y_i` times their pulls.
    ///
    /// What the rivals add comes by ``addRivals(_:count:to:)``.
    package func own(
        factors: UnsafePointer<Float>, indices: UnsafePointer<UInt32>, pulls: UnsafePointer<Float>, count: Int,
        gradient: UnsafeMutablePointer<Float>
    ) {
        ck_combine_rows(factors, indices, pulls, count, rivals.stride, gradient)
    }

    /// Adds the rivals, times their shares, to the gradients of `count` vectors, `[count × width]`.
    /// - Complexity: O(count · rivals · width).
    package func addRivals(_ shares: UnsafePointer<Float>, count: Int, to gradients: UnsafeMutablePointer<Float>) {
        ck_add_strided_product(shares, shareStride, 1, count, rivalCount, rivals.start, rivals.stride, gradients)
    }

    /// Adds, for the rivals of `range`, the `count` vectors times their shares to `gradients`, `[range × width]`.
    /// - Complexity: O(range · count · width).
    package func addVectors(
        _ vectors: UnsafePointer<Float>, count: Int, shares: UnsafePointer<Float>, range: Range<Int>,
        to gradients: UnsafeMutablePointer<Float>
    ) {
        ck_add_strided_product(
            shares + range.lowerBound, 1, shareStride, range.count, count, vectors, rivals.stride, gradients)
    }
}

/// Rows that somebody else keeps alive and nobody changes; `@unchecked Sendable` rests on both.
private struct UnsafeRows: @unchecked Sendable {
    let start: UnsafePointer<Float>
    let stride: Int
}
