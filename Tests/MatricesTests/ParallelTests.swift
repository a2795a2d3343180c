import Matrices
import Synchronization
import Testing

@Suite struct ParallelTests {
    @Test(arguments: [0, 1, 5, 64, 1000], [1, 2, 8])
    func `every index is worked on once, in the same pieces`(count: Int, threads: Int) {
        let seen = Mutex<[Range<Int>]>([])
        parallel(count: count, chunk: 7, threads: threads) { range in seen.withLock { $0.append(range) } }
        let pieces = seen.withLock { $0.sorted { $0.lowerBound < $1.lowerBound } }
        #expect(pieces.flatMap { Array($0) } == Array(0..<count))
        #expect(pieces.allSatisfy { $0.lowerBound % 7 == 0 && $0.count <= 7 })
    }

    @Test(arguments: [1, 2, 8])
    func `each given piece is worked on once`(threads: Int) {
        let given = [5..<9, 0..<5, 9..<9, 9..<10]
        let seen = Mutex<[Range<Int>]>([])
        parallel(pieces: given, threads: threads) {
        } body: { _, range in
            seen.withLock { $0.append(range) }
        }
        #expect(seen.withLock { $0.count } == 4 && seen.withLock { Set($0) } == Set(given))
        parallel(pieces: [], threads: threads) {
        } body: { _, _ in
            Issue.record("There is no piece.")
        }
    }

    @Test func `rows are cut into runs of bounded cost, the costliest first`() {
        let lengths = [3, 0, 1, 9, 2, 2, 2, 0, 0, 0]
        let matrix = CSRMatrix(
            columnCount: 9, rows: lengths.map { length in (0..<length).map { Ranked(index: $0, score: 1) } })
        // Four entries at most, unless one row has more; three rows at most.
        #expect(matrix.pieces(rows: 3, entries: 4) == [3..<4, 0..<3, 4..<6, 6..<9, 9..<10])
        #expect(CSRMatrix(columnCount: 2, rows: []).pieces(rows: 3, entries: 4).isEmpty)
    }

    @Test @MainActor func `work that begins on the main actor may run elsewhere`() {
        let total = Atomic(0)
        parallel(count: 100, chunk: 1, threads: 4, scratch: { 1 }) { one, range in
            total.wrappingAdd(one * range.count, ordering: .relaxed)
        }
        #expect(total.load(ordering: .relaxed) == 100)
    }
}
