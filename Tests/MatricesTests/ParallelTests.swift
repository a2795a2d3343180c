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

    @Test @MainActor func `work that begins on the main actor may run elsewhere`() {
        let total = Atomic(0)
        parallel(count: 100, chunk: 1, threads: 4, scratch: { 1 }) { one, range in
            total.wrappingAdd(one * range.count, ordering: .relaxed)
        }
        #expect(total.load(ordering: .relaxed) == 100)
    }
}
