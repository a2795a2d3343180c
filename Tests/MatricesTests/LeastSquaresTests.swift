import Matrices
import Testing

@Suite struct LeastSquaresTests {
    /// 90 rows to solve for against 70 rows of factors, with weights and ridges that differ.
    struct Problem {
        let factors: MutableDenseMatrix
        let weights: CSRMatrix
        let ridges: [Float]
        let gram: GramMatrix

        init(columnCount: Int, seed: UInt64) {
            var random = SeededRandom(seed: seed)
            factors = MutableDenseMatrix(rowCount: 70, columnCount: columnCount)
            for row in 0..<70 { for column in 0..<columnCount { factors.row(row)[column] = Float(random.normal()) } }
            let rows = (0..<90).map { row -> [Ranked] in
                (0..<70).compactMap { item in
                    row != 13 && random.below(8) == 0 ? Ranked(index: item, score: Float(random.uniform() + 0.1)) : nil
                }
            }
            weights = CSRMatrix(columnCount: 70, rows: rows)
            ridges = rows.map { Float(1 + $0.count) }
            gram = GramMatrix(of: factors, scale: 0.3, threads: 1)
        }

        var equations: NormalEquations {
            NormalEquations(gram: gram, factors: factors, weights: weights, ridges: ridges)
        }
    }

    @Test(arguments: [1, 5, 16, 33, 64, 130])
    func `the Gram matrix equals the double-precision sums`(columnCount: Int) {
        let problem = Problem(columnCount: columnCount, seed: 1)
        for row in 0..<columnCount {
            for column in 0..<columnCount {
                let terms = (0..<70).map {
                    Double(problem.factors.row($0)[row]) * Double(problem.factors.row($0)[column])
                }
                let scale = terms.reduce(0) { $0 + abs($1) }
                let got = Double(problem.gram.values[row * problem.gram.stride + column])
                #expect(abs(got - 0.3 * terms.reduce(0, +)) <= 1e-6 * scale)
            }
        }
    }

    @Test(arguments: [1, 5, 16, 33, 64])
    func `conjugate gradients arrive where the exact solver is, on any number of threads`(columnCount: Int) {
        let problem = Problem(columnCount: columnCount, seed: 2)
        let exact = MutableDenseMatrix(rowCount: 90, columnCount: columnCount)
        problem.equations.solve(exact, threads: 1)
        var results: [[UInt32]] = []
        for threads in [1, 2, 4] {
            let solved = MutableDenseMatrix(rowCount: 90, columnCount: columnCount)
            problem.equations.improve(solved, steps: 60, tolerance: 1e-5, threads: threads)
            for index in exact.values.indices { #expect(abs(solved.values[index] - exact.values[index]) <= 1e-4) }
            results.append(solved.values.map(\.bitPattern))
        }
        #expect(results[1] == results[0] && results[2] == results[0])
    }

    @Test(arguments: [(1, 16), (16, 16), (33, 48), (64, 64)])
    func `a block over all columns is the exact solution at once`(columnCount: Int, blockWidth: Int) {
        let problem = Problem(columnCount: columnCount, seed: 5)
        let exact = MutableDenseMatrix(rowCount: 90, columnCount: columnCount)
        let solved = MutableDenseMatrix(rowCount: 90, columnCount: columnCount)
        problem.equations.solve(exact, threads: 1)
        problem.equations.improve(solved, blockWidth: blockWidth, threads: 1)
        for index in exact.values.indices { #expect(abs(solved.values[index] - exact.values[index]) <= 1e-4) }
    }

    @Test(arguments: [(33, 16), (64, 32), (70, 48)])
    func `block by block it arrives where the exact solver is, on any number of threads`(
        columnCount: Int, blockWidth: Int
    ) {
        let problem = Problem(columnCount: columnCount, seed: 6)
        let exact = MutableDenseMatrix(rowCount: 90, columnCount: columnCount)
        problem.equations.solve(exact, threads: 1)
        var results: [[UInt32]] = []
        for threads in [1, 2, 4] {
            let solved = MutableDenseMatrix(rowCount: 90, columnCount: columnCount)
            for _ in 0..<40 { problem.equations.improve(solved, blockWidth: blockWidth, threads: threads) }
            for index in exact.values.indices { #expect(abs(solved.values[index] - exact.values[index]) <= 1e-4) }
            results.append(solved.values.map(\.bitPattern))
        }
        #expect(results[1] == results[0] && results[2] == results[0])
    }

    @Test func `a row without entries is 0`() {
        let problem = Problem(columnCount: 5, seed: 3)
        let solved = MutableDenseMatrix(rowCount: 90, columnCount: 5)
        solved.values.update(repeating: 0)
        problem.equations.improve(solved, steps: 3, threads: 1)
        #expect((0..<5).allSatisfy { solved.row(13)[$0] == 0 })
    }

    @Test func `the exact solver satisfies the normal equations in double precision`() {
        let problem = Problem(columnCount: 7, seed: 4)
        let solved = MutableDenseMatrix(rowCount: 90, columnCount: 7)
        problem.equations.solve(solved, threads: 2)
        for row in 0..<90 {
            let x = (0..<7).map { Double(solved.row(row)[$0]) }
            var residual = x.map { -Double(problem.ridges[row]) * $0 }
            for a in 0..<7 {
                for b in 0..<7 { residual[a] -= Double(problem.gram.values[a * problem.gram.stride + b]) * x[b] }
            }
            for entry in problem.weights.entries(ofRow: row) {
                let y = (0..<7).map { Double(problem.factors.row(Int(problem.weights.columns[entry]))[$0]) }
                let error = 1 - zip(x, y).reduce(0) { $0 + $1.0 * $1.1 }
                for a in 0..<7 { residual[a] += Double(problem.weights.values[entry]) * error * y[a] }
            }
            #expect(residual.allSatisfy { abs($0) < 1e-4 })
        }
    }
}
