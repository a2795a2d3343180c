import Matrices
import Testing

@Suite struct QuantizedMatrixTests {
    static func rows(_ count: Int, _ width: Int, seed: UInt64) -> [[Float]] {
        var random = SeededRandom(seed: seed)
        return (0..<count).map { _ in (0..<width).map { _ in Float(random.normal()) } }
    }

    @Test func `a row is its largest magnitude over 127, times bytes`() {
        let bytes = QuantizedMatrix(DenseMatrix(rows: [[127, -63.4, 0.6], [0, 0, 0], [-2, 1, 0]]))
        #expect(Array(bytes.scales.pointer) == [1, 0, Float(2) / 127])
        #expect(Array(bytes.values.pointer[0..<4]) == [127, -63, 1, 0])
        #expect(Array(bytes.values.pointer[64..<68]) == [0, 0, 0, 0])
        #expect(Array(bytes.values.pointer[128..<131]) == [-127, 64, 0])
    }

    @Test(arguments: [(50, 64), (33, 100), (1, 1)])
    func `products are off by the rounding at most`(shape: (count: Int, width: Int)) {
        let rows = Self.rows(shape.count, shape.width, seed: 1)
        let query = Self.rows(1, shape.width, seed: 2)[0]
        let bytes = QuantizedMatrix(DenseMatrix(rows: rows))
        var products = [Float](repeating: .nan, count: shape.count)
        query.withUnsafeBufferPointer { query in
            products.withUnsafeMutableBufferPointer { bytes.innerProducts(with: query, into: $0) }
        }
        let queryLargest = query.map(abs).max() ?? 0
        for (row, product) in zip(rows, products) {
            let exact = zip(row, query).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
            let bound = Float(shape.width) * queryLargest * (row.map(abs).max() ?? 0) / 127 * 1.01
            #expect(abs(Double(product) - exact) <= Double(bound))
        }
    }

    @Test func `exact scores of twice the candidates find 99 of 100 of the best 20 rows, in their order`() {
        let matrix = DenseMatrix(rows: Self.rows(5_000, 64, seed: 3))
        let bytes = QuantizedMatrix(matrix)
        var found = 0
        for query in Self.rows(50, 64, seed: 4) {
            query.withUnsafeBufferPointer { query in
                var products = [Float](repeating: 0, count: 5_000)
                products.withUnsafeMutableBufferPointer { matrix.innerProducts(with: query, count: 1, into: $0) }
                let best = products.withUnsafeBufferPointer { topK($0, limit: 20) }
                let ranked = matrix.largestProducts(with: query, limit: 20, candidateCount: 40, by: bytes)
                #expect(ranked.allSatisfy { $0.score == products[$0.index] })
                #expect(zip(ranked, ranked.dropFirst()).allSatisfy { $0.precedes($1) })
                found += Set(ranked).intersection(best).count
            }
        }
        #expect(found >= 990, "\(found) of 1,000")
    }
}
