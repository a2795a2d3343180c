internal import CKernels

/// One step of a row against its gradient, its length shrinking as the row's gradients add up.
///
///     total += |g|²,   row -= rate / √total · g,   g = gradient + decay · row
///
/// With `isUnit` the part of `g` along the row is left out, and the row is brought back to the length 1.
/// *Source:* Duchi, Hazan and Singer, "Adaptive Subgradient Methods for Online Learning and Stochastic Optimization",
/// 2011, with one number a row in place of one an entry.
package struct RowStep: Sendable {
    /// The length of a row's first step.
    package var rate: Float
    /// How strongly a row is pulled towards 0.
    package let decay: Float
    /// Whether rows have the length 1.
    package let isUnit: Bool

    /// A step of these parts.
    package init(rate: Float, decay: Float, isUnit: Bool) {
        (self.rate, self.decay, self.isUnit) = (rate, decay, isUnit)
    }

    /// Moves `row`, `width` numbers, and adds to its `total`; `gradient` is overwritten.
    /// - Complexity: O(width).
    package func move(
        _ row: UnsafeMutablePointer<Float>, gradient: UnsafeMutablePointer<Float>, total: inout Float, width: Int
    ) {
        let along = isUnit ? -ck_inner_product(row, gradient, width) : decay
        ck_add_scaled(gradient, along, row, width)
        total += ck_inner_product(gradient, gradient, width)
        guard total > 0 else { return }
        ck_add_scaled(row, -rate / total.squareRoot(), gradient, width)
        if isUnit { Self.normalize(row, width: width) }
    }

    /// Brings `row` to the length 1, unless it is 0.
    package static func normalize(_ row: UnsafeMutablePointer<Float>, width: Int) {
        let length = ck_inner_product(row, row, width).squareRoot()
        if length > 0 { ck_scale(row, width, 1 / length) }
    }
}

extension DenseMatrix {
    /// The rows of `matrix` at `indices`, in that order.
    /// - Complexity: O(indices · columns).
    package init(copying indices: some Collection<UInt32>, of matrix: DenseMatrix) {
        let stride = matrix.stride
        let values = Buffer<Float>(count: indices.count * stride) { target in
            for (place, index) in indices.enumerated() {
                _ = UnsafeMutableBufferPointer(rebasing: target[place * stride..<(place + 1) * stride])
                    .update(fromContentsOf: matrix.row(Int(index)))
            }
        }
        self.init(rowCount: indices.count, columnCount: matrix.columnCount, values: values)
    }
}
