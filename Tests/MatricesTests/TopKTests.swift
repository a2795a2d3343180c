import Matrices
import Testing

@Suite struct TopKTests {
    static func top(_ scores: [Float], _ limit: Int, excluding excluded: [UInt32] = []) -> [Int] {
        scores.withUnsafeBufferPointer { topK($0, limit: limit, excluding: excluded) }.map(\.index)
    }

    @Test func `the best come first and ties by the lower index`() {
        #expect(Self.top([1, 3, 2, 3, 0], 3) == [1, 3, 2])
        #expect(Self.top([5, 5, 5, 5], 2) == [0, 1])
    }

    @Test func `fewer scores than asked for give them all`() {
        #expect(Self.top([1, 2], 9) == [1, 0])
        #expect(Self.top([], 3).isEmpty)
        #expect(Self.top([1, 2], 0).isEmpty)
        #expect(Self.top([1, 2], -1).isEmpty)
        #expect(Self.top([1, 2], 2, excluding: [0, 1]).isEmpty)
    }

    @Test func `infinities have their place and a NaN has none`() {
        #expect(Self.top([.nan, 1, -.infinity, .infinity, .nan], 5) == [3, 1, 2])
        #expect(Self.top([0, 1, .nan, 2], 2) == [3, 1])
    }

    @Test(arguments: [1, 2, 63, 64, 65, 127, 128, 500, 4096])
    func `the list equals that of a full sort`(count: Int) {
        var random = SeededRandom(seed: UInt64(count))
        for limit in [1, 7, 20, count] {
            // Few distinct scores, so that there are many ties.
            let scores = (0..<count).map { _ in Float(random.below(max(2, count / 4))) }
            let excluded = (0..<UInt32(count)).filter { _ in random.below(3) == 0 }
            let sorted = (0..<count).filter { !excluded.contains(UInt32($0)) }
                .sorted { (scores[$1], $0) < (scores[$0], $1) }
            #expect(Self.top(scores, limit, excluding: excluded) == Array(sorted.prefix(limit)))
        }
    }
}
