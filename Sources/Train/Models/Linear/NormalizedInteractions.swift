import Matrices

/// Interactions divided by what visitors and items have in all, as the filters on the graph of both want them.
///
///     R̃_ui = x_ui / √(X_u · X_i)
///
/// with `x_ui` the weight of an interaction, `X_u` and `X_i` the sums of the weights of a visitor and of an item. Its
/// largest singular value is 1.
struct NormalizedInteractions: Sendable {
    /// `R̃`, `[users × items]`.
    let matrix: CSRMatrix
    /// `√X_i` of each item; 0 for one without interactions.
    let itemRoots: [Float]

    /// `interactions`, all above 0, divided.
    /// - Complexity: O(entries).
    init(_ interactions: CSRMatrix) {
        let (visitors, items) = (interactions.rowSums, interactions.columnSums)
        matrix = interactions.mapValues { visitor, item, weight in
            Float(Double(weight) / (visitors[visitor] * items[item]).squareRoot())
        }
        itemRoots = items.map { Float($0.squareRoot()) }
    }

    /// The strongest `limit` entries of each row of `R̃ᵀR̃`, the diagonal among them; nil where the task was cancelled.
    /// - Complexity: O(Σ_u n_u²) with `n_u` the items of a visitor.
    func neighbors(limit: Int, threads: Int) -> CSRMatrix? {
        matrix.transposed().largestProducts(with: matrix, limit: limit, threads: threads)
    }

    /// Each row of `vectors`, `[items × d]`, times `scale` of its item and its root.
    /// - Complexity: O(items · d).
    func scaled(_ vectors: DenseMatrix, by scale: (_ root: Float) -> Float) -> DenseMatrix {
        let stride = vectors.stride
        let values = Buffer<Float>(count: vectors.rowCount * stride) { target in
            for row in 0..<vectors.rowCount where itemRoots[row] > 0 {
                let factor = scale(itemRoots[row])
                let numbers = vectors.row(row)
                for column in 0..<stride { target[row * stride + column] = factor * numbers[column] }
            }
        }
        return DenseMatrix(rowCount: vectors.rowCount, columnCount: vectors.columnCount, values: values)
    }
}
