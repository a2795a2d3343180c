import Matrices
import Testing

@Suite struct SparseMatrixTests {
    static func random(rowCount: Int, columnCount: Int, seed: UInt64) -> (dense: [[Float]], sparse: CSRMatrix) {
        var random = SeededRandom(seed: seed)
        let dense = (0..<rowCount).map { _ in
            (0..<columnCount).map { _ in random.below(4) == 0 ? Float(random.uniform() + 0.1) : 0 }
        }
        let rows = dense.map { row in
            row.enumerated().filter { $0.element > 0 }.map { Ranked(index: $0.offset, score: $0.element) }
        }
        return (dense, CSRMatrix(columnCount: columnCount, rows: rows))
    }

    @Test(arguments: [(1, 1), (5, 9), (40, 70), (200, 130)])
    func `the nearest columns equal those of all cosines, on any number of threads`(shape: (Int, Int)) {
        let (dense, sparse) = Self.random(rowCount: shape.0, columnCount: shape.1, seed: 1)
        func dot(_ a: Int, _ b: Int) -> Double { dense.reduce(0) { $0 + Double($1[a]) * Double($1[b]) } }
        for (neighborCount, shrinkage) in [(1, 0), (5, 2), (1000, 0)] as [(Int, Float)] {
            let nearest = sparse.nearestColumns(neighborCount: neighborCount, shrinkage: shrinkage, threads: 1)
            let parallel = sparse.nearestColumns(neighborCount: neighborCount, shrinkage: shrinkage, threads: 4)
            #expect(Array(nearest.values.pointer) == Array(parallel.values.pointer))
            #expect(Array(nearest.columns.pointer) == Array(parallel.columns.pointer))
            for column in 0..<shape.1 {
                let all = (0..<shape.1).filter { $0 != column && dot(column, $0) > 0 }
                    .map { dot(column, $0) / ((dot(column, column) * dot($0, $0)).squareRoot() + Double(shrinkage)) }
                    .sorted(by: >).prefix(neighborCount)
                let kept = nearest.entries(ofRow: column).map { Double(nearest.values[$0]) }.sorted(by: >)
                #expect(kept.count == all.count)
                #expect(zip(kept, all).allSatisfy { abs($0 - $1) < 1e-5 })
            }
        }
    }

    @Test func `turning twice gives the same matrix`() {
        let (_, sparse) = Self.random(rowCount: 30, columnCount: 17, seed: 2)
        let again = sparse.transposed().transposed()
        #expect(Array(again.columns.pointer) == Array(sparse.columns.pointer))
        #expect(Array(again.values.pointer) == Array(sparse.values.pointer))
        #expect(Array(again.offsets.pointer) == Array(sparse.offsets.pointer))
    }

    @Test func `sums that underflow to 0 name no column twice`() {
        let tiny: Float = 1e-30
        let rows = (0..<3).map { _ in [Ranked(index: 0, score: tiny), Ranked(index: 1, score: tiny)] }
        let nearest = CSRMatrix(columnCount: 2, rows: rows).nearestColumns(neighborCount: 5, shrinkage: 0, threads: 1)
        #expect(nearest.entryCount == 0)
    }
}
