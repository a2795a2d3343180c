internal import CKernels

/// The factor `U` of a symmetric positive definite matrix `A = UᵀU`, with which systems `A x = b` are solved exactly.
package struct CholeskyFactor: Sendable {
    /// The extent without padding.
    package let size: Int
    private let stride: Int
    private var upper: [Float]
    private var diagonal: [Float]

    /// Factors the `size` by `size` matrix in the upper triangle of `matrix`, `[size × stride]`; nil when it is not
    /// positive definite in single precision.
    /// - Complexity: O(size³).
    package init?(matrix: [Float], size: Int) {
        let stride = DenseMatrix.stride(columns: size)
        precondition(matrix.count >= size * stride, "\(matrix.count) numbers are not \(size) rows of \(stride).")
        (self.size, self.stride) = (size, stride)
        (upper, diagonal) = (matrix, [Float](repeating: 1, count: stride))
        let done = upper.withUnsafeMutableBufferPointer { upper in
            diagonal.withUnsafeMutableBufferPointer { diagonal in
                guard let matrix = upper.baseAddress, let pivots = diagonal.baseAddress else { return 0 }
                return ck_cholesky_factor(matrix, pivots, size, stride)
            }
        }
        guard done == size else { return nil }
    }

    /// Replaces `vector`, `stride` numbers whose padding is zero, by the solution of `A x = vector`.
    /// - Complexity: O(size²).
    package func solve(_ vector: UnsafeMutablePointer<Float>) {
        upper.withUnsafeBufferPointer { upper in
            diagonal.withUnsafeBufferPointer { diagonal in
                guard let factor = upper.baseAddress, let pivots = diagonal.baseAddress else { return }
                ck_cholesky_solve(factor, pivots, size, stride, vector)
            }
        }
    }

    /// Replaces 16 vectors by the solutions of `A x = vector`, each with the bits that ``solve(_:)`` gives: number k of
    /// vector i is `vectors[16 * k + i]`, and there are `size` of each.
    /// - Complexity: O(size²), at the price of one or two vectors.
    package func solve(lanes vectors: UnsafeMutablePointer<Float>) {
        upper.withUnsafeBufferPointer { upper in
            diagonal.withUnsafeBufferPointer { diagonal in
                guard let factor = upper.baseAddress, let pivots = diagonal.baseAddress else { return }
                ck_cholesky_solve_lanes(factor, pivots, size, stride, vectors)
            }
        }
    }

    /// The solution of `A x = vector`; `vector` has `size` numbers, or is padded with zeros to a multiple of 16.
    /// - Complexity: O(size²).
    package func solution(of vector: [Float]) -> [Float] {
        var solution = vector + [Float](repeating: 0, count: stride - vector.count)
        solution.withUnsafeMutableBufferPointer { if let start = $0.baseAddress { solve(start) } }
        return Array(solution.prefix(vector.count))
    }
}
