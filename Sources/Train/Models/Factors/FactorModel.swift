package import Domain
package import Matrices

/// A model with a vector for each visitor and item, whose scores are their inner products.
///
/// A kind says how the vector of a history is found; scoring, likeness and saving are the same for all.
package protocol FactorModel: Model {
    /// The visitors' vectors, `[users × embeddingSize]`.
    var userFactors: DenseMatrix { get }
    /// The items' vectors, `[items × embeddingSize]`.
    var itemFactors: DenseMatrix { get }
    /// The length of each item's vector.
    var itemNorms: [Float] { get }

    /// The vector of a visitor with this history, padded with zeros to a multiple of 16. It is not empty and all its
    /// items are known to the model.
    func vector(folding history: [HistoryItem]) -> [Float]

    /// The vector of a visitor with what their history adds to scores, so that what both need is worked out once.
    func folded(_ query: ScoringQuery) -> FoldedVisitor
}

/// A visitor whose history was folded in.
package struct FoldedVisitor: Sendable {
    /// The visitor's vector, as ``FactorModel/vector(of:)`` gives it.
    package let vector: [Float]
    private let parts: @Sendable ([ItemIndex]) -> [[Float]]?

    /// A visitor with `vector` and the model's contributions.
    package init(vector: [Float], contributions: @escaping @Sendable ([ItemIndex]) -> [[Float]]?) {
        (self.vector, parts) = (vector, contributions)
    }

    /// What the model's `contributions` are for the visitor.
    package func contributions(to items: [ItemIndex]) -> [[Float]]? { parts(items) }
}

extension FactorModel {
    /// How many items it scores.
    package var itemCount: Int { itemFactors.rowCount }

    /// Writes `x · y_i` for every item, with `x` the trained row or the history folded in.
    /// - Complexity: O(items · d) beside folding in.
    package func score(_ query: ScoringQuery, into scores: UnsafeMutableBufferPointer<Float>) {
        score([query], into: scores)
    }

    /// Writes `x · y_i` for each query and item, several queries at a time over items in the cache.
    package func score(_ queries: [ScoringQuery], into scores: UnsafeMutableBufferPointer<Float>) {
        var vectors: [Float] = []
        vectors.reserveCapacity(queries.count * itemFactors.stride)
        for query in queries { vectors += vector(of: query) }
        vectors.withUnsafeBufferPointer { itemFactors.innerProducts(with: $0, count: queries.count, into: scores) }
    }

    /// The vector of a visitor, padded with zeros: the trained row, or the history folded in with items that came after
    /// the training passed over; 0 for an empty history.
    package func vector(of query: ScoringQuery) -> [Float] {
        if let user = query.user, user < userFactors.rowCount { return Array(userFactors.row(Int(user))) }
        let known = query.history.filter { $0.item < itemCount }
        guard !known.isEmpty else { return [Float](repeating: 0, count: itemFactors.stride) }
        return vector(folding: known)
    }

    /// The two by themselves: for models that have no equations to share.
    package func folded(_ query: ScoringQuery) -> FoldedVisitor {
        FoldedVisitor(vector: vector(of: query)) { contributions(query, to: $0) }
    }

    /// The items whose vectors point most nearly the same way: the cosine, -1...1, higher is more alike.
    /// - Complexity: O(items · d).
    package func similarItems(to item: ItemIndex, limit: Int) -> [ScoredItem] {
        guard item < itemCount else { return [] }
        var cosines = [Float](repeating: 0, count: itemCount)
        let vector = itemFactors.row(Int(item))
        cosines.withUnsafeMutableBufferPointer { itemFactors.innerProducts(with: vector, count: 1, into: $0) }
        for other in 0..<itemCount {
            let norms = itemNorms[Int(item)] * itemNorms[other]
            cosines[other] = norms > 0 ? cosines[other] / norms : 0
        }
        return cosines.withUnsafeBufferPointer { topK($0, limit: limit, excluding: [item]) }
            .map { ScoredItem(item: ItemIndex($0.index), score: $0.score) }
    }

    /// The two matrices of vectors, `user_factors` and `item_factors`, each `[rows × stride]` single precision.
    ///
    /// A row has `embeddingSize` numbers and zeros up to the next multiple of 16.
    package var tensors: [Tensor] {
        [("user_factors", userFactors), ("item_factors", itemFactors)].map { name, matrix in
            Tensor(name: name, shape: [matrix.rowCount, matrix.stride], values: .float32(matrix.values))
        }
    }
}

extension DenseMatrix {
    /// The length of each row.
    /// - Complexity: O(rows · columns).
    var norms: [Float] { (0..<rowCount).map { norm(ofRow: $0) } }
}

extension MutableDenseMatrix {
    /// A matrix with a row for each of `interactions`, its numbers normal with standard deviation `deviation`, each row
    /// from a random stream of its own; rows without interactions are 0.
    ///
    /// - Parameter side: 0 or 1, so that the rows of two matrices differ.
    static func normal(
        for interactions: CSRMatrix, columnCount: Int, deviation: Double, side: UInt64, options: TrainingOptions
    ) -> MutableDenseMatrix {
        let matrix = MutableDenseMatrix(rowCount: interactions.rowCount, columnCount: columnCount)
        parallel(count: matrix.rowCount, chunk: 1024, threads: options.threads) { rows in
            for row in rows where !interactions.entries(ofRow: row).isEmpty {
                var random = SeededRandom(seed: options.seed, stream: 2 * UInt64(row) + side)
                let numbers = matrix.row(row)
                for column in 0..<columnCount { numbers[column] = Float(deviation * random.normal()) }
            }
        }
        return matrix
    }
}
