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
    func `the nearest columns equal those of all cosines, on any number of threads`(shape: (Int, Int)) throws {
        let (dense, sparse) = Self.random(rowCount: shape.0, columnCount: shape.1, seed: 1)
        func dot(_ a: Int, _ b: Int) -> Double { dense.reduce(0) { $0 + Double($1[a]) * Double($1[b]) } }
        for (neighborCount, shrinkage) in [(1, 0), (5, 2), (1000, 0)] as [(Int, Float)] {
            let nearest = try #require(
                sparse.nearestColumns(neighborCount: neighborCount, shrinkage: shrinkage, threads: 1))
            let parallel = try #require(
                sparse.nearestColumns(neighborCount: neighborCount, shrinkage: shrinkage, threads: 4))
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

    @Test func `sums that underflow to 0 name no column twice`() throws {
        let tiny: Float = 1e-30
        let rows = (0..<3).map { _ in [Ranked(index: 0, score: tiny), Ranked(index: 1, score: tiny)] }
        let nearest = try #require(
            CSRMatrix(columnCount: 2, rows: rows).nearestColumns(neighborCount: 5, shrinkage: 0, threads: 1))
        #expect(nearest.entryCount == 0)
    }

    /// Of binary rows many similarities are equal, so that the cut falls among equals.
    @Test(arguments: [1, 2, 3, 7, 40, 299, 300])
    func `of equal similarities the lower columns are kept, wherever the cut falls`(limit: Int) throws {
        let (dense, _) = Self.random(rowCount: 60, columnCount: 300, seed: 5)
        let rows = dense.map { row in
            row.enumerated().filter { $0.element > 0 }.map { Ranked(index: $0.offset, score: 1) }
        }
        let matrix = CSRMatrix(columnCount: 300, rows: rows)
        let nearest = try #require(matrix.nearestColumns(neighborCount: limit, shrinkage: 3, threads: 2))
        let counts = (0..<300).map { column in dense.count { $0[column] > 0 } }
        for column in 0..<300 {
            let all = (0..<300).filter { $0 != column }.map { other in
                let common = Float(dense.count { $0[column] > 0 && $0[other] > 0 })
                let norms = Float(Double(counts[column]).squareRoot()) * Float(Double(counts[other]).squareRoot())
                return Ranked(index: other, score: common / (norms + 3))
            }
            let best = all.filter { $0.score > 0 }.sorted { $0.precedes($1) }.prefix(limit).map(\.index).sorted()
            #expect(nearest.entries(ofRow: column).map { Int(nearest.columns[$0]) } == best)
        }
    }

    @Test func `the largest entries of a product equal those of the dense product, the diagonal with them`() throws {
        let (left, sparseLeft) = Self.random(rowCount: 50, columnCount: 40, seed: 6)
        let (right, sparseRight) = Self.random(rowCount: 40, columnCount: 90, seed: 7)
        let product = try #require(sparseLeft.largestProducts(with: sparseRight, limit: 8, threads: 2))
        for row in 0..<50 {
            let all = (0..<90).map { column in
                (0..<40).reduce(0.0) { $0 + Double(left[row][$1]) * Double(right[$1][column]) }
            }
            let best = all.filter { $0 > 0 }.sorted(by: >).prefix(8)
            let entries = product.entries(ofRow: row)
            #expect(
                entries.map { Double(product.values[$0]) }.sorted(by: >).elementsEqual(best) { abs($0 - $1) < 1e-5 })
            #expect(entries.allSatisfy { abs(Double(product.values[$0]) - all[Int(product.columns[$0])]) < 1e-5 })
        }
    }

    @Test func `scores of any magnitude are cut where they should be`() throws {
        let values: [Float] = [
            3e38, 1e-38, 1, 1.0000001, 0.9999999, .leastNonzeroMagnitude, 1e20, 2 * .leastNonzeroMagnitude, 1, 1e-20,
        ]
        let row = values.enumerated().map { Ranked(index: $0.offset, score: $0.element) }
        let one = CSRMatrix(columnCount: 1, rows: [[Ranked(index: 0, score: 1)]])
        let matrix = CSRMatrix(columnCount: values.count, rows: [row])
        for limit in 1...values.count {
            let kept = try #require(one.largestProducts(with: matrix, limit: limit, threads: 1))
            let best = row.sorted { $0.precedes($1) }.prefix(limit).map(\.index).sorted()
            #expect(kept.columns.pointer.map(Int.init) == best)
            #expect(kept.values.pointer.elementsEqual(best.map { values[$0] }))
        }
    }

    @Test func `a cancelled task gets no product`() async {
        let (_, sparse) = Self.random(rowCount: 30, columnCount: 17, seed: 2)
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return sparse.nearestColumns(neighborCount: 5, shrinkage: 0, threads: 2) == nil
        }
        #expect(await task.value)
    }
}
