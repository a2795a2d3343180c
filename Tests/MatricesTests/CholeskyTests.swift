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

    @Test(arguments: [[0, 0, 0, 0], [1, 2, 2, 1], [-1, 0, 0, 1], [.nan, 0, 0, 1]])
    func `a matrix that is not positive definite has no factor`(entries: [Float]) {
        var padded = [Float](repeating: 0, count: 32)
        (padded[0], padded[1], padded[17]) = (entries[0], entries[1], entries[3])
        #expect(CholeskyFactor(matrix: padded, size: 2) == nil)
    }
}
