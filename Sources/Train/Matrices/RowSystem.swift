internal import CKernels

/// The normal equations of one row, factored: `A = G + Σ_j w_j · y_j y_jᵀ + ridge · I` and `b = Σ_j w_j · y_j`.
package struct RowSystem: Sendable {
    private let factor: CholeskyFactor
    private let rightSide: [Float]

    /// The system of a row whose entries are `indices` into the rows of `factors`, with `weights` above 0.
    ///
    /// - Complexity: O(columns³ + entries · columns²).
    package init(
        gram: GramMatrix, factors: DenseMatrix, indices: [UInt32], weights: [Float], ridge: Float
    ) {
        guard let start = factors.values.pointer.baseAddress else { preconditionFailure("A buffer always has memory.") }
        self = indices.withUnsafeBufferPointer { indices in
            weights.withUnsafeBufferPointer { weights in
                RowSystem(gram: gram, factors: start, indices: indices[...], weights: weights[...], ridge: ridge)
            }
        }
    }

    init(
        gram: GramMatrix, factors: UnsafePointer<Float>, indices: Slice<UnsafeBufferPointer<UInt32>>,
        weights: Slice<UnsafeBufferPointer<Float>>, ridge: Float
    ) {
        precondition(indices.count == weights.count, "\(indices.count) entries have \(weights.count) weights.")
        let (size, stride, count) = (gram.size, gram.stride, indices.count)
        let scaled = MutableDenseMatrix(rowCount: count, columnCount: size)
        var matrix = Array(gram.values.pointer)
        var rightSide = [Float](repeating: 0, count: stride)
        let roots = weights.map { $0.squareRoot() }
        matrix.withUnsafeMutableBufferPointer { matrix in
            rightSide.withUnsafeMutableBufferPointer { rightSide in
                guard let matrix = matrix.baseAddress, let right = rightSide.baseAddress,
                    let from = UnsafeBufferPointer(rebasing: indices).baseAddress
                else { return }
                ck_gather_rows(factors, from, roots, count, stride, scaled.start)
                ck_add_gram(scaled.start, count, stride, matrix)
                for (row, root) in roots.enumerated() { ck_add_scaled(right, root, scaled.row(row), stride) }
            }
        }
        for diagonal in 0..<size { matrix[diagonal * stride + diagonal] += ridge }
        self.rightSide = rightSide
        self.factor = Self.factored(matrix, size: size, ridge: ridge)
    }

    /// Factors `matrix`; where rounding has made it indefinite, the diagonal is raised until it is not.
    private static func factored(_ matrix: [Float], size: Int, ridge: Float) -> CholeskyFactor {
        let stride = DenseMatrix.stride(columns: size)
        var (matrix, lift) = (matrix, max(ridge, .leastNormalMagnitude) * 1e-3)
        while true {
            if let factor = CholeskyFactor(matrix: matrix, size: size) { return factor }
            precondition(lift.isFinite, "The normal equations hold a NaN or an infinity.")
            for diagonal in 0..<size { matrix[diagonal * stride + diagonal] += lift }
            lift *= 10
        }
    }

    /// `x = A⁻¹ b`, padded with zeros to a multiple of 16.
    package func solution() -> [Float] { factor.solution(of: rightSide) }

    /// `A⁻¹ v`.
    package func solution(of vector: [Float]) -> [Float] { factor.solution(of: vector) }

    /// `y_jᵀ A⁻¹ v` for some rows `v` and `y_j` of `factors`: `[rows][others]`.
    /// - Complexity: O(rows · (columns² / 16 + others · columns)).
    package func forms(_ rows: [UInt32], _ others: [UInt32], of factors: DenseMatrix) -> [[Float]] {
        let (size, stride) = (factor.size, factors.stride)
        var forms: [[Float]] = []
        forms.reserveCapacity(rows.count)
        withUnsafeTemporaryAllocation(of: Float.self, capacity: 16 * size + stride) { room in
            guard let start = room.baseAddress else { return }
            let (lanes, solved) = (start, UnsafeMutableBufferPointer(start: start + 16 * size, count: stride))
            solved.initialize(repeating: 0)
            for first in Swift.stride(from: 0, to: rows.count, by: 16) {
                let some = rows[first..<min(first + 16, rows.count)]
                lanes.initialize(repeating: 0, count: 16 * size)
                for (lane, row) in some.enumerated() {
                    let row = factors.row(Int(row))
                    for column in 0..<size { lanes[16 * column + lane] = row[column] }
                }
                factor.solve(lanes: lanes)
                for lane in some.indices {
                    for column in 0..<size { solved[column] = lanes[16 * column + lane - first] }
                    forms.append(factors.innerProducts(with: UnsafeBufferPointer(solved), ofRows: others))
                }
            }
        }
        return forms
    }
}
