import Domain
import Matrices
import Models
import Testing

@testable import Serving

@Suite struct BoundsTests {
    private static let count = ItemSearch.fewestItems * 2

    private static func model() throws -> ALSModel {
        var random = SeededRandom(seed: 3)
        func matrix(_ rows: Int) -> [Float] { (0..<rows * 16).map { _ in Float(random.normal()) } }
        var config = ALSConfig()
        (config.embeddingSize, config.unobservedWeight) = (16, 0.1)
        return try ALSModel(
            tensors: [
                Tensor(name: "user_factors", shape: [1, 16], values: .float32(Buffer(matrix(1)))),
                Tensor(name: "item_factors", shape: [count, 16], values: .float32(Buffer(matrix(count)))),
            ], config: config)
    }

    @Test func `the candidates found by bounds are those found among all scores, and score the same`() throws {
        let served = ServedModel(name: "als", model: try Self.model(), weight: 1)
        #expect(served.search != nil)
        for step in 1..<20 as Range<UInt32> {
            let past = (1..<6 as Range<UInt32>).map {
                HistoryItem(item: $0 * 977 * step % UInt32(Self.count), weight: 1)
            }
            let query = ScoringQuery(history: past.sorted { $0.item < $1.item })
            var scores = [Float](repeating: 0, count: Self.count)
            let all = scores.withUnsafeMutableBufferPointer { scores in
                served.model.score(query, into: scores)
                return bestItems(of: UnsafeBufferPointer(scores), limit: 150, needed: 50) {
                    $0 % step != 0 || step == 1
                }
            }
            let best = try #require(
                bestByBounds([served], query, limit: 150, needed: 50) { $0 % step != 0 || step == 1 })
            #expect(best.items.sorted() == all.map(\.item).sorted())
            #expect(best.scores == [best.items.map { scores[Int($0)] }])
        }
    }

    @Test func `the best allowed ones are found inside, and what would stand among them is told`() throws {
        let served = ServedModel(name: "als", model: try Self.model(), weight: 1)
        let query = ScoringQuery(history: [HistoryItem(item: 7, weight: 1), HistoryItem(item: 4711, weight: 2)])
        var scores = [Float](repeating: 0, count: Self.count)
        scores.withUnsafeMutableBufferPointer { served.model.score(query, into: $0) }
        for step in [1, 2, 3, 50, 1500] as [UInt32] {
            let best = scores.withUnsafeBufferPointer { topK($0, limit: 20) { $0 % Int(step) != 0 } }
            var refused: [ItemIndex] = []
            let found = try #require(
                bestByBounds(
                    20, by: served, query, limit: 150, where: { $0 % step == 0 }, refused: { refused.append($0) }))
            #expect(found.items.sorted() == best.map { ItemIndex($0.index) }.sorted())
            #expect(found.scores == [found.items.map { scores[Int($0)] }])
            let last = try #require(best.last).score
            #expect(
                refused.sorted()
                    == scores.indices.filter { scores[$0] >= last && $0 % Int(step) != 0 }.map(ItemIndex.init))
        }
        #expect(
            bestByBounds(20, by: served, query, limit: 150, where: { $0 % 1800 == 0 }, refused: { _ in }) == nil,
            "only 19 are allowed")
    }

    @Test func `where too few are allowed, all scores are looked at`() throws {
        let served = ServedModel(name: "als", model: try Self.model(), weight: 1)
        let query = ScoringQuery(history: [HistoryItem(item: 7, weight: 1)])
        #expect(bestByBounds([served], query, limit: 150, needed: 50) { _ in false } == nil)
    }
}
