package import Domain
package import Matrices

/// Finds the vectors of new items, or of items with new interactions, in a trained ``ALSModel`` without training again.
///
/// With the visitors' vectors `x_u` standing still, an item's vector minimises the model's objective exactly:
///
///     (alpha0 · XᵀX + Σ_u w_u · x_u x_uᵀ + lambda · (n + alpha0 · |users|)^nu · I) · y = Σ_u w_u · x_u
///
/// *Source:* the item half of an epoch of Hu, Koren and Volinsky, 2008, doi:10.1109/ICDM.2008.22.
package struct ALSItemFolding: Sendable {
    private let model: ALSModel
    /// `alpha0 · XᵀX`.
    private let gram: GramMatrix

    /// Prepares `model` for any number of items.
    /// - Complexity: O(users · d²).
    package init(_ model: ALSModel, threads: Int) {
        self.model = model
        gram = GramMatrix(of: model.userFactors, scale: Float(model.config.alpha0), threads: threads)
    }

    /// The vector of an item that these trained visitors touched, each with a weight above 0, padded with zeros to a
    /// multiple of 16; 0 without visitors.
    /// - Complexity: O(d³ + visitors · d²).
    package func vector(users: [UserIndex], weights: [Float]) -> [Float] {
        vector(factors: model.userFactors, indices: users, weights: weights)
    }

    /// The vector of an item that visitors with these vectors touched, `[visitors × d]`: those who came after the
    /// training, their histories folded in by ``FactorModel/vector(of:)``.
    /// - Complexity: O(d³ + visitors · d²).
    package func vector(visitors: DenseMatrix, weights: [Float]) -> [Float] {
        precondition(
            visitors.columnCount == gram.size, "Vectors of \(visitors.columnCount) numbers are not of \(gram.size).")
        return vector(factors: visitors, indices: Array(0..<UInt32(visitors.rowCount)), weights: weights)
    }

    private func vector(factors: DenseMatrix, indices: [UInt32], weights: [Float]) -> [Float] {
        guard !indices.isEmpty else { return [Float](repeating: 0, count: gram.stride) }
        let ridge = ALSModel.ridge(count: indices.count, others: model.userFactors.rowCount, config: model.config)
        return RowSystem(gram: gram, factors: factors, indices: indices, weights: weights, ridge: ridge).solution()
    }
}

extension ALSModel {
    /// The model with `vectors` in place of the items' own; an item beyond the last is added, and those between are 0.
    ///
    /// Each vector has the numbers of ``ALSItemFolding``. The visitors' trained rows stay as they are.
    /// - Complexity: O(items · d²).
    package func replacing(_ vectors: [ItemIndex: [Float]], threads: Int = 1) -> ALSModel {
        let count = max(itemCount, (vectors.keys.max().map { Int($0) + 1 } ?? 0))
        let stride = itemFactors.stride
        let values = Buffer<Float>(count: count * stride) { target in
            _ = target.update(fromContentsOf: itemFactors.values.pointer)
            for (item, vector) in vectors {
                precondition(vector.count == stride, "A vector of \(vector.count) numbers is no row of \(stride).")
                _ = UnsafeMutableBufferPointer(rebasing: target[Int(item) * stride..<(Int(item) + 1) * stride])
                    .update(fromContentsOf: vector)
            }
        }
        return ALSModel(
            config: config, userFactors: userFactors,
            itemFactors: DenseMatrix(rowCount: count, columnCount: itemFactors.columnCount, values: values))
    }
}
