import Foundation
import Matrices
import Testing

@Suite struct BlockGoldenTests {
    /// The numbers are those of Tests/Golden/scripts/als_blocks_golden.py, which takes Newton steps in double precision.
    @Test func `one pass over the blocks is that of an independent implementation`() {
        let (others, columnCount) = (9, 40)
        let factors = MutableDenseMatrix(rowCount: others, columnCount: columnCount)
        let solutions = MutableDenseMatrix(rowCount: 3, columnCount: columnCount)
        for column in 0..<columnCount {
            for row in 0..<others { factors.row(row)[column] = Float(sin(Double(1 + row * 7 + column * 3))) }
            for row in 0..<3 { solutions.row(row)[column] = Float(0.1 * cos(Double(row * 5 + column * 2))) }
        }
        let weights: [[(Int, Float)]] = [[(0, 1), (2, 0.5), (4, 2), (8, 1)], [], [(1, 3), (3, 1), (6, 0.25)]]
        let equations = NormalEquations(
            gram: GramMatrix(of: factors, scale: 0.3, threads: 1), factors: factors,
            weights: CSRMatrix(
                columnCount: others, rows: weights.map { $0.map { Ranked(index: $0.0, score: $0.1) } }),
            ridges: [0.5, 1, 2])
        equations.improve(solutions, blockWidth: 16, threads: 1)
        let expected: [[Float]] = [
            [0.018111, -0.019702, -0.001174, 0.026547, 0.027251, 0.015079, -0.019496],
            [-0.010525, 0.009381, -0.011794, 0.003431, 0.006293, 0.009076, -0.009563],
            [0.070295, -0.073717, 0.012049, -0.021728, -0.017388, -0.007677, 0.009535],
        ]
        for (row, expected) in expected.enumerated() {
            for (column, expected) in zip([0, 1, 15, 16, 31, 32, 39], expected) {
                #expect(abs(solutions.row(row)[column] - expected) < 2e-6, "row \(row), column \(column)")
            }
        }
    }
}
