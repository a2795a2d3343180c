import Testing

@testable import Matrices

@Suite struct TruncatedSVDTests {
    static func columns(of matrix: DenseMatrix) -> [[Double]] {
        (0..<matrix.columnCount).map { column in (0..<matrix.rowCount).map { Double(matrix.row($0)[column]) } }
    }

    static func dot(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }

    @Test(arguments: [(200, 130, 1), (200, 130, 9), (130, 200, 16), (40, 70, 60)])
    func `values and vectors solve the eigenvalue problem of the matrix with itself`(shape: (Int, Int, Int)) {
        let (dense, sparse) = SparseMatrixTests.random(rowCount: shape.0, columnCount: shape.1, seed: 3)
        let solved = TruncatedSVD(of: sparse, count: shape.2, passes: 30, seed: 5, threads: 2)
        let vectors = Self.columns(of: solved.vectors)
        let largest = solved.values[0]
        let kept = solved.values.count { $0 > 0 }
        #expect(kept == min(shape.0, shape.1, shape.2))
        for rank in 0..<kept {
            let image = dense.map { row in Self.dot(row.map(Double.init), vectors[rank]) }
            // |A v| is the singular value, and Aᵀ A v its square times v.
            #expect(abs(Self.dot(image, image).squareRoot() - solved.values[rank]) < 1e-4 * largest)
            for other in 0...rank {
                let expected = other == rank ? 1.0 : 0
                #expect(abs(Self.dot(vectors[rank], vectors[other]) - expected) < 1e-5)
            }
        }
        #expect(zip(solved.values, solved.values.dropFirst()).allSatisfy { $0 >= $1 })
        let gram = (0..<shape.1).map { a in
            (0..<shape.1).map { b in dense.reduce(0) { $0 + Double($1[a]) * Double($1[b]) } }
        }
        let exact = SymmetricEigenvectors(gram).values
        for rank in 0..<kept { #expect(abs(solved.values[rank] - exact[rank].squareRoot()) < 1e-3 * largest) }
    }

    @Test func `beyond the rank of the matrix all is 0`() {
        // Two rows, each three times: rank 2.
        let rows = (0..<6).map { row in
            (0..<10).filter { $0 % 2 == row % 2 }.map { Ranked(index: $0, score: Float($0 + 1)) }
        }
        let solved = TruncatedSVD(of: CSRMatrix(columnCount: 10, rows: rows), count: 4, seed: 1, threads: 1)
        // √3 times the lengths of (2, 4, …, 10) and (1, 3, …, 9).
        #expect(abs(solved.values[0] - 25.690465) < 1e-4 && abs(solved.values[1] - 22.248595) < 1e-4)
        #expect(solved.values[2...] == [0, 0])
        #expect(Self.columns(of: solved.vectors)[2...].allSatisfy { $0.allSatisfy { $0 == 0 } })
    }

    @Test func `one seed gives the same bits on any number of threads, and another seed other ones`() {
        let (_, sparse) = SparseMatrixTests.random(rowCount: 700, columnCount: 400, seed: 4)
        let one = TruncatedSVD(of: sparse, count: 20, passes: 2, seed: 9, threads: 1)
        for threads in [2, 4] {
            let many = TruncatedSVD(of: sparse, count: 20, passes: 2, seed: 9, threads: threads)
            #expect(many.values == one.values)
            #expect(Array(many.vectors.values.pointer) == Array(one.vectors.values.pointer))
        }
        let other = TruncatedSVD(of: sparse, count: 20, passes: 2, seed: 10, threads: 1)
        #expect(Array(other.vectors.values.pointer) != Array(one.vectors.values.pointer))
    }

    @Test func `eigenvectors of a matrix worked by hand`() {
        // 3 along (1, 1, 0) and 1 along (1, -1, 0); nothing along the third axis.
        let solved = SymmetricEigenvectors([[2, 1, 0], [1, 2, 0], [0, 0, 0]])
        #expect(abs(solved.values[0] - 3) < 1e-12 && abs(solved.values[1] - 1) < 1e-12 && solved.values[2] == 0)
        #expect(abs(abs(Self.dot(solved.vectors[0], [1, 1, 0])) - 2.0.squareRoot()) < 1e-12)
        #expect(abs(abs(Self.dot(solved.vectors[1], [1, -1, 0])) - 2.0.squareRoot()) < 1e-12)
        #expect(solved.vectors[2] == [0, 0, 0])
        #expect(SymmetricEigenvectors([[0]]).values == [0])
    }

    @Test func `columns that depend on those before them become 0`() {
        let matrix = MutableDenseMatrix(rowCount: 50, columnCount: 4)
        var random = SeededRandom(seed: 2)
        for row in 0..<50 {
            let (a, b) = (Float(random.normal()), Float(random.normal()))
            (matrix.row(row)[0], matrix.row(row)[1], matrix.row(row)[2]) = (a, 100 * a, 0)
            matrix.row(row)[3] = a + b
        }
        matrix.orthonormalizeColumns(threads: 2)
        let columns = Self.columns(of: matrix.frozen())
        #expect(columns[1].allSatisfy { $0 == 0 } && columns[2].allSatisfy { $0 == 0 })
        #expect(abs(Self.dot(columns[0], columns[0]) - 1) < 1e-5 && abs(Self.dot(columns[3], columns[3]) - 1) < 1e-5)
        #expect(abs(Self.dot(columns[0], columns[3])) < 1e-5)
    }

    @Test(arguments: [1, 16, 40, 130])
    func `a sparse matrix times a dense one equals the double-precision sums`(width: Int) {
        let (dense, sparse) = SparseMatrixTests.random(rowCount: 300, columnCount: 90, seed: 6)
        var random = SeededRandom(seed: 7)
        let right = MutableDenseMatrix(rowCount: 90, columnCount: width)
        for row in 0..<90 { for column in 0..<width { right.row(row)[column] = Float(random.normal()) } }
        let product = MutableDenseMatrix(rowCount: 300, columnCount: width)
        sparse.multiply(right, into: product, threads: 2)
        for row in 0..<300 {
            for column in 0..<product.stride {
                let sum = (0..<90).reduce(0) { $0 + Double(dense[row][$1]) * Double(right.row($1)[column]) }
                #expect(abs(Double(product.row(row)[column]) - sum) < 1e-4)
            }
        }
    }
}
