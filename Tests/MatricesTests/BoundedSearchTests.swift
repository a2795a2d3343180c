import Matrices
import Testing

@Suite struct BoundedSearchTests {
    @Test(arguments: [(20_000, 64, 20), (20_000, 48, 150), (9_001, 33, 70), (128, 16, 1)])
    func `the best rows are those of all products, to the bit`(shape: (count: Int, width: Int, limit: Int)) throws {
        var rows = QuantizedMatrixTests.rows(shape.count, shape.width, seed: 5)
        // A few long rows, equal rows, and rows of zeros: bounds differ by row, and ties go to the lower index.
        for row in stride(from: 0, to: shape.count, by: 97) { rows[row] = rows[row].map { 20 * $0 } }
        for row in stride(from: 50, to: shape.count, by: 101) { rows[row] = rows[row - 1] }
        for row in stride(from: 60, to: shape.count, by: 103) { rows[row] = rows[row].map { _ in 0 } }
        let matrix = DenseMatrix(rows: rows)
        let search = try #require(BoundedSearch(matrix))
        for query in QuantizedMatrixTests.rows(20, matrix.stride, seed: 6) {
            let query = query.enumerated().map { $0.offset < shape.width ? $0.element : 0 }
            try query.withUnsafeBufferPointer { query in
                var products = [Float](repeating: 0, count: shape.count)
                products.withUnsafeMutableBufferPointer { matrix.innerProducts(with: query, count: 1, into: $0) }
                let best = products.withUnsafeBufferPointer { topK($0, limit: shape.limit) }
                let found = try #require(search.largest(with: query, limit: shape.limit))
                #expect(found.ranking == best)
                if found.hasLower { #expect(products.contains { $0 < best[best.count - 1].score }) }
                let some = (0..<UInt32(shape.count)).filter { $0 % 7 == 3 }
                #expect(search.products(with: query, of: some) == some.map { products[Int($0)] })
            }
        }
    }

    @Test func `nothing is found by bounds where all products are equal`() throws {
        let matrix = DenseMatrix(rows: Array(repeating: [1, 2, 3], count: 1000))
        let search = try #require(BoundedSearch(matrix))
        let query: [Float] = [1, 1, 1] + Array(repeating: 0, count: matrix.stride - 3)
        let found = try #require(query.withUnsafeBufferPointer { search.largest(with: $0, limit: 3) })
        #expect(found.ranking.map(\.index) == [0, 1, 2])
        #expect(!found.hasLower)
    }

    @Test func `of rows that share the last place those of lower index are taken`() throws {
        var rows = (0..<4000).map { [Float($0 % 4), 1, 0] }
        for row in stride(from: 0, to: 4000, by: 1000) { rows[row] = [9, 9, Float(row)] }
        let matrix = DenseMatrix(rows: rows)
        let search = try #require(BoundedSearch(matrix))
        let query: [Float] = [1, 1] + Array(repeating: 0, count: matrix.stride - 2)
        let found = try #require(query.withUnsafeBufferPointer { search.largest(with: $0, limit: 10) })
        #expect(found.ranking.map(\.index) == [0, 1000, 2000, 3000, 3, 7, 11, 15, 19, 23])
        #expect(found.hasLower)
    }

    @Test func `of rows that share the last place as many come along as there is room for`() throws {
        let matrix = DenseMatrix(rows: (0..<4000).map { [Float($0 % 4), 1, 0] })
        let search = try #require(BoundedSearch(matrix))
        let query: [Float] = [1, 1] + Array(repeating: 0, count: matrix.stride - 2)
        let found = try #require(
            query.withUnsafeBufferPointer { search.largest(with: $0, limit: 3, most: 5) { $0 % 8 == 3 } })
        #expect(found.ranking.map(\.index) == [3, 11, 19, 27, 35])
        #expect(found.refused.sorted() == (0..<4000).filter { $0 % 8 == 7 }.map(UInt32.init))
        #expect(found.hasLower)
    }

    @Test func `products that might not be finite have no bounds`() throws {
        let search = try #require(BoundedSearch(DenseMatrix(rows: Array(repeating: [1e18, -1e18], count: 1000))))
        let query = [Float](repeating: 1e20, count: 2) + [Float](repeating: 0, count: 14)
        #expect(query.withUnsafeBufferPointer { search.largest(with: $0, limit: 3) } == nil)
    }

    @Test func `numbers that are not finite have no bounds`() throws {
        #expect(BoundedSearch(DenseMatrix(rows: [[1, .infinity]])) == nil)
        #expect(BoundedSearch(DenseMatrix(rows: [[1, .nan]])) == nil)
        #expect(BoundedSearch(DenseMatrix(rows: [[1, .greatestFiniteMagnitude]])) == nil)
        let search = try #require(BoundedSearch(DenseMatrix(rows: Array(repeating: [1, 2], count: 1000))))
        let query = [Float](repeating: .infinity, count: 16)
        #expect(query.withUnsafeBufferPointer { search.largest(with: $0, limit: 1) } == nil)
    }

    @Test func `more rows than bounds pay for are left to others`() throws {
        let search = try #require(BoundedSearch(DenseMatrix(rows: Array(repeating: [1, 2], count: 1000))))
        let query = [Float](repeating: 1, count: 16)
        #expect(query.withUnsafeBufferPointer { search.largest(with: $0, limit: 32) } == nil)
        #expect(query.withUnsafeBufferPointer { search.largest(with: $0, limit: 0) } == nil)
    }
}
