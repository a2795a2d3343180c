import CKernels
import Matrices
import Testing

@Suite struct CholeskyTests {
    /// A random positive definite matrix with eigenvalues of 0.1 and more.
    static func system(size: Int, seed: UInt64) -> (matrix: [Double], right: [Double]) {
        var random = SeededRandom(seed: seed)
        let root = (0..<size * size).map { _ in random.normal() }
        var matrix = [Double](repeating: 0, count: size * size)
        for row in 0..<size {
            for column in 0..<size {
                for inner in 0..<size {
                    matrix[row * size + column] += root[inner * size + row] * root[inner * size + column]
                }
            }
            matrix[row * size + row] += 0.1 * Double(size)
        }
        return (matrix, (0..<size).map { _ in random.normal() })
    }

    @Test(arguments: [1, 2, 15, 16, 17, 64, 100])
    func `the solution put back gives the right side`(size: Int) throws {
        let (matrix, right) = Self.system(size: size, seed: UInt64(size))
        let stride = DenseMatrix.stride(columns: size)
        var padded = [Float](repeating: 7, count: size * stride)
        for row in 0..<size {
            for column in row..<size { padded[row * stride + column] = Float(matrix[row * size + column]) }
        }
        let factor = try #require(CholeskyFactor(matrix: padded, size: size))
        let solution = factor.solution(of: right.map(Float.init))
        for row in 0..<size {
            var (sum, scale) = (0.0, abs(right[row]))
            for column in 0..<size {
                sum += matrix[row * size + column] * Double(solution[column])
                scale += abs(matrix[row * size + column] * Double(solution[column]))
            }
            #expect(abs(sum - right[row]) <= 2e-5 * scale, "row \(row)")
        }
    }

    @Test(arguments: KernelVersion.all, [1, 15, 16, 17, 64, 100])
    func `sixteen right sides at once have the solutions that each has alone, to the bit`(
        version: KernelVersion, size: Int
    ) {
        let (matrix, _) = Self.system(size: size, seed: UInt64(size))
        let stride = DenseMatrix.stride(columns: size)
        var factor = [Float](repeating: 0, count: size * stride)
        for place in matrix.indices { factor[place / size * stride + place % size] = Float(matrix[place]) }
        var diagonal = [Float](repeating: 1, count: stride)
        #expect(version.kernels.cholesky_factor(&factor, &diagonal, size, stride) == size)
        var random = SeededRandom(seed: 3)
        let sides = (0..<16).map { _ in (0..<size).map { _ in Float(random.normal()) } }
        var lanes = (0..<16 * size).map { sides[$0 % 16][$0 / 16] }
        version.kernels.cholesky_solve_lanes(factor, diagonal, size, stride, &lanes)
        for (lane, side) in sides.enumerated() {
            var alone = side + [Float](repeating: 0, count: stride - size)
            version.kernels.cholesky_solve(factor, diagonal, size, stride, &alone)
            #expect((0..<size).map { lanes[16 * $0 + lane] } == Array(alone[..<size]), "right side \(lane)")
        }
    }

    @Test(arguments: [[0, 0, 0, 0], [1, 2, 2, 1], [-1, 0, 0, 1], [.nan, 0, 0, 1]])
    func `a matrix that is not positive definite has no factor`(entries: [Float]) {
        var padded = [Float](repeating: 0, count: 32)
        (padded[0], padded[1], padded[17]) = (entries[0], entries[1], entries[3])
        #expect(CholeskyFactor(matrix: padded, size: 2) == nil)
    }
}
