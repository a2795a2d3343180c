import Matrices
import Testing

@Suite struct GramInverseTests {
    /// A sparse matrix with rows of some entries of 0.5...1.5.
    static func matrix(rowCount: Int, columnCount: Int, seed: UInt64) -> CSRMatrix {
        var random = SeededRandom(seed: seed)
        return CSRMatrix(
            columnCount: columnCount,
            rows: (0..<rowCount).map { _ in
                (0..<columnCount).compactMap { column in
                    random.uniform() < 0.1 ? Ranked(index: column, score: Float(0.5 + random.uniform())) : nil
                }
            })
    }

    static func columns(
        _ matrix: CSRMatrix, ridges: [Double], solver: GramInverse.Solver, threads: Int = 1
    ) throws -> [[Float]] {
        var columns = [[Float]](repeating: [], count: matrix.columnCount)
        try columns.withUnsafeMutableBufferPointer { columns in
            nonisolated(unsafe) let columns = columns
            try GramInverse.forEachGroup(of: matrix, ridges: ridges, solver: solver, threads: threads) { range, group in
                for column in range {
                    columns[column] = (0..<group.rowCount).map { group.row($0)[column - range.lowerBound] }
                }
            }
        }
        return columns
    }

    @Test(arguments: [1, 31, 96, 97, 250], [GramInverse.Solver.dense, .iterative(tolerance: 1e-6)])
    func `the matrix times its inverse is the identity`(size: Int, solver: GramInverse.Solver) throws {
        let matrix = Self.matrix(rowCount: 200, columnCount: size, seed: UInt64(size))
        let ridges = (0..<size).map { 0.5 + Double($0 % 3) }
        let inverse = try Self.columns(matrix, ridges: ridges, solver: solver)
        for column in 0..<size {
            var image = [Double](repeating: 0, count: size)
            for row in 0..<matrix.rowCount {
                let entries = matrix.entries(ofRow: row)
                let sum = entries.reduce(0.0) {
                    $0 + Double(matrix.values[$1]) * Double(inverse[column][Int(matrix.columns[$1])])
                }
                for entry in entries { image[Int(matrix.columns[entry])] += sum * Double(matrix.values[entry]) }
            }
            for row in 0..<size {
                image[row] += ridges[row] * Double(inverse[column][row])
                #expect(abs(image[row] - (row == column ? 1 : 0)) < 1e-4, "column \(column), row \(row) of \(size)")
            }
        }
    }

    @Test(arguments: [GramInverse.Solver.dense, .iterative(tolerance: 0.01)])
    func `one thread and many give the same bits`(solver: GramInverse.Solver) throws {
        let matrix = Self.matrix(rowCount: 300, columnCount: 333, seed: 5)
        let ridges = [Double](repeating: 2, count: 333)
        let one = try Self.columns(matrix, ridges: ridges, solver: solver)
        for threads in [2, 4] {
            let many = try Self.columns(matrix, ridges: ridges, solver: solver, threads: threads)
            #expect(many.map { $0.map(\.bitPattern) } == one.map { $0.map(\.bitPattern) })
        }
    }

    @Test func `a ridge of next to nothing on a singular matrix is refused by the dense solver`() {
        let twice = CSRMatrix(columnCount: 2, rows: [[Ranked(index: 0, score: 1), Ranked(index: 1, score: 1)]])
        #expect(throws: InversionFailure.notPositiveDefinite) {
            try Self.columns(twice, ridges: [1e-12, 1e-12], solver: .dense)
        }
    }
}
