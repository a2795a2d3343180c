import Testing

@testable import Matrices

@Suite struct LikenessSearchTests {
    private static let (count, columns) = (6000, 20)

    /// Rows of many lengths: some are zeros, some point the same way, and some are the same.
    private static func matrix() -> DenseMatrix {
        var random = SeededRandom(seed: 17)
        var rows = (0..<count).map { _ -> [Float] in
            let length = Float(100 * random.uniform() * random.uniform())
            return (0..<columns).map { _ in length * Float(random.normal()) }
        }
        for row in stride(from: 0, to: count, by: 500) {
            rows[row] = [Float](repeating: 0, count: columns)
            rows[row + 2] = rows[row + 1]
            rows[row + 3] = rows[row + 1].map { 3 * $0 }
            rows[row + 4] = rows[row + 1].map { -$0 }
        }
        return DenseMatrix(rows: rows)
    }

    /// The cosines as a model of vectors works them out, the best above 0.
    private static func nearest(_ matrix: DenseMatrix, _ norms: [Float], to row: Int, limit: Int) -> [Ranked] {
        var cosines = [Float](repeating: 0, count: matrix.rowCount)
        cosines.withUnsafeMutableBufferPointer { matrix.innerProducts(with: matrix.row(row), count: 1, into: $0) }
        for other in cosines.indices {
            let lengths = norms[row] * norms[other]
            cosines[other] = lengths > 0 ? cosines[other] / lengths : 0
        }
        return cosines.withUnsafeBufferPointer { topK($0, limit: limit, excluding: [UInt32(row)]) }
            .filter { $0.score > 0 }
    }

    @Test func `what is most alike is what all cosines say, to the bit, beside either search`() throws {
        let matrix = Self.matrix()
        let norms = (0..<Self.count).map { matrix.norm(ofRow: $0) }
        let bounded = LikenessSearch(try #require(BoundedSearch(matrix)), norms: norms)
        let clustered = try #require(ClusteredSearch.make(matrix, queries: matrix, share: 1, threads: 2))
        for search in [bounded, LikenessSearch(clustered, norms: norms)] {
            for row in [0, 1, 2, 3, 4, 500, 501, 503, 777, 5998, 5999] {
                for limit in [1, 2, 10, 150] {
                    #expect(
                        search.nearest(to: row, limit: limit)
                            == Self.nearest(matrix, norms, to: row, limit: limit), "row \(row), limit \(limit)")
                }
            }
        }
    }

    @Test func `a row of zeros is like nothing, and too few rows, or lengths that are no number, are left to others`()
        throws
    {
        let matrix = Self.matrix()
        var norms = (0..<Self.count).map { matrix.norm(ofRow: $0) }
        let search = LikenessSearch(try #require(BoundedSearch(matrix)), norms: norms)
        #expect(search.nearest(to: 500, limit: 10) == [])
        #expect(search.nearest(to: 1, limit: 0) == nil && search.nearest(to: 1, limit: 1000) == nil)
        norms[1] = .infinity
        #expect(LikenessSearch(try #require(BoundedSearch(matrix)), norms: norms).nearest(to: 1, limit: 10) == nil)
    }

    @Test func `where few rows point the same way, fewer are found than were asked for`() throws {
        // One row points to the right; most to the left.
        var rows = [[Float]](repeating: [-1, 0], count: 4000)
        (rows[7], rows[9], rows[11]) = ([2, 0], [1, 0.5], [3, -0.5])
        let matrix = DenseMatrix(rows: rows)
        let norms = rows.indices.map { matrix.norm(ofRow: $0) }
        let search = LikenessSearch(try #require(BoundedSearch(matrix)), norms: norms)
        #expect(search.nearest(to: 7, limit: 50)?.map(\.index) == [11, 9])
        #expect(search.nearest(to: 7, limit: 50) == Self.nearest(matrix, norms, to: 7, limit: 50))
    }
}
