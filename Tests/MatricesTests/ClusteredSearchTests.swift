import Testing

@testable import Matrices

@Suite struct ClusteredSearchTests {
    /// Rows around 60 places, some of them long, and users who like two places each.
    private static func world(_ count: Int, _ width: Int) -> (rows: DenseMatrix, users: DenseMatrix) {
        var random = SeededRandom(seed: 9)
        func vector(_ scale: Double) -> [Float] { (0..<width).map { _ in Float(scale * random.normal()) } }
        let places = (0..<60).map { _ in vector(1) }
        let rows = (0..<count).map { row in
            let length = Float(row % 50 == 0 ? 3 : 1)
            return zip(places[random.below(60)], vector(0.5)).map { length * ($0 + $1) }
        }
        let users = (0..<600).map { _ in zip(places[random.below(60)], places[random.below(60)]).map { $0 + 0.5 * $1 } }
        return (DenseMatrix(rows: rows), DenseMatrix(rows: users))
    }

    private static func best(_ rows: DenseMatrix, _ query: UnsafeBufferPointer<Float>, _ limit: Int) -> [Ranked] {
        var products = [Float](repeating: 0, count: rows.rowCount)
        products.withUnsafeMutableBufferPointer { rows.innerProducts(with: query, count: 1, into: $0) }
        return products.withUnsafeBufferPointer { topK($0, limit: limit) }
    }

    @Test(arguments: [(20_000, 32), (5003, 17)])
    func `as much is found of the best rows as was wanted, by reading a part of them`(
        shape: (count: Int, width: Int)
    ) throws {
        let (rows, users) = Self.world(shape.count, shape.width)
        let search = try #require(ClusteredSearch.make(rows, queries: users, recall: 0.95, threads: 2))
        #expect(search.recall >= 0.95 && search.share < 0.4)
        var hits = 0
        for user in 1..<300 {
            let query = users.row(2 * user)
            let found = search.largest(with: query, limit: 10, needed: 10) { _ in true }
            let best = Self.best(rows, query, 10)
            hits += Set(found.map(\.index)).intersection(best.map(\.index)).count
            #expect(found.count == 10 && zip(found, found.dropFirst()).allSatisfy { $0.precedes($1) })
            let products = search.products(with: query, of: found.map { UInt32($0.index) })
            #expect(found.map(\.score) == products)
        }
        #expect(hits > 299 * 9)
    }

    @Test func `who reads all groups finds what reading all rows finds, to the bit`() throws {
        let (rows, users) = Self.world(4000, 20)
        let made = try #require(ClusteredSearch.make(rows, queries: users, threads: 1))
        let parts = made.parts
        let all = ClusteredSearch.Parts(
            centers: parts.centers, radii: parts.radii, starts: parts.starts, rows: parts.rows, numbers: parts.numbers,
            scales: parts.scales, losses: parts.losses, lengths: parts.lengths, reach: parts.reach,
            probes: made.groupCount)
        let search = try #require(ClusteredSearch(rows, all, recall: 1, share: 1))
        for (user, limit) in [(3, 1), (50, 10), (77, 333), (90, 4000)] {
            let query = users.row(user)
            #expect(
                search.largest(with: query, limit: limit, needed: limit) { _ in true } == Self.best(rows, query, limit))
        }
    }

    @Test func `one matrix and the same queries give the same search on any number of threads`() throws {
        let (rows, users) = Self.world(6000, 24)
        let searches = try [1, 2, 3].map { try #require(ClusteredSearch.make(rows, queries: users, threads: $0)).parts }
        for parts in searches {
            #expect(Array(parts.rows.pointer) == Array(searches[0].rows.pointer))
            #expect(Array(parts.numbers.pointer) == Array(searches[0].numbers.pointer))
            #expect(Array(parts.centers.values.pointer) == Array(searches[0].centers.values.pointer))
            #expect(parts.probes == searches[0].probes && parts.reach == searches[0].reach)
        }
    }

    @Test func `rows of zeros leave no trace of what a thread did before`() throws {
        let (some, users) = Self.world(20_000, 16)
        let rows = DenseMatrix(
            rows: (0..<40_000).map { $0 % 2 == 0 ? Array(some.row($0 / 2)) : [Float](repeating: 0, count: 16) })
        let numbers = try [1, 2].map { threads in
            let search = ClusteredSearch.make(rows, queries: users, recall: 0.8, share: 1, threads: threads)
            return try Array(#require(search).parts.numbers.pointer)
        }
        #expect(numbers[0] == numbers[1])
    }

    @Test func `where few rows are allowed more groups are read, until enough are found or none are left`() throws {
        let (rows, users) = Self.world(8000, 16)
        let search = try #require(ClusteredSearch.make(rows, queries: users, recall: 0.9, threads: 2))
        let query = users.row(5)
        let few = search.largest(with: query, limit: 20, needed: 20) { $0 % 400 == 7 }
        #expect(few.count == 20 && few.allSatisfy { $0.index % 400 == 7 })
        let one = search.largest(with: query, limit: 20, needed: 20) { $0 == 4711 }
        #expect(one.map(\.index) == [4711])
        #expect(search.largest(with: query, limit: 20, needed: 20) { _ in false }.isEmpty)
        #expect(search.largest(with: query, limit: 0, needed: 0) { _ in true }.isEmpty)
        #expect(search.largest(with: query, limit: 9000, needed: 9000) { _ in true }.count == 8000)
    }

    @Test func `queries that are not finite find nothing, and rows that are not have no search`() throws {
        let (rows, users) = Self.world(3000, 16)
        let search = try #require(ClusteredSearch.make(rows, queries: users, threads: 1))
        for value in [Float.nan, .infinity, .greatestFiniteMagnitude] {
            let query = [Float](repeating: value, count: rows.stride)
            #expect(
                query.withUnsafeBufferPointer { search.largest(with: $0, limit: 5, needed: 5) { _ in true } }.isEmpty)
        }
        let broken = DenseMatrix(rows: Array(repeating: [1, 2], count: 40) + [[.nan, 1]])
        #expect(ClusteredSearch.make(broken, queries: broken, threads: 1) == nil)
        #expect(ClusteredSearch.make(DenseMatrix(rows: []), queries: users, threads: 1) == nil)
    }

    @Test func `rows without users are asked about themselves, and rows that are all the same need all groups`() throws
    {
        let (rows, _) = Self.world(4000, 16)
        #expect(ClusteredSearch.make(rows, queries: DenseMatrix(rows: []), recall: 0.8, threads: 1) != nil)
        let equal = DenseMatrix(rows: Array(repeating: [1, 2, 3], count: 500))
        #expect(ClusteredSearch.make(equal, queries: equal, threads: 1) == nil)
    }

    @Test func `parts that do not fit are no search`() throws {
        let (rows, users) = Self.world(3000, 16)
        let parts = try #require(ClusteredSearch.make(rows, queries: users, threads: 1)).parts
        func search(
            starts: [UInt32]? = nil, rows other: [UInt32]? = nil, probes: Int? = nil, scales: [Float]? = nil
        ) -> ClusteredSearch? {
            ClusteredSearch(
                rows,
                ClusteredSearch.Parts(
                    centers: parts.centers, radii: parts.radii, starts: starts.map { Buffer($0) } ?? parts.starts,
                    rows: other.map { Buffer($0) } ?? parts.rows, numbers: parts.numbers,
                    scales: scales.map { Buffer($0) } ?? parts.scales, losses: parts.losses, lengths: parts.lengths,
                    reach: parts.reach, probes: probes ?? parts.probes), recall: 1, share: 1)
        }
        #expect(search() != nil)
        #expect(search(probes: 0) == nil && search(probes: 1_000_000) == nil)
        #expect(search(scales: [1, 2]) == nil)
        #expect(search(rows: [UInt32](repeating: 3000, count: 3000)) == nil)
        #expect(search(rows: [UInt32](repeating: 7, count: 3000)) == nil, "a row is named once")
        var starts = Array(parts.starts.pointer)
        starts[1] = 2999
        starts[2] = 1
        #expect(search(starts: starts) == nil)
    }
}
