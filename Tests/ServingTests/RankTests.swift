import Domain
import Models
import Testing

@testable import Serving

@Suite struct RankTests {
    private func tier(_ scores: [String: Float]) -> [Candidate] {
        scores.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }.map {
            Candidate(item: Shop.id($0.key), score: $0.value, ground: .popular)
        }
    }

    @Test func `a tier stands in the order of its scores, of equals by id`() {
        var list = RankedList(limit: 3)
        list.add(tier(["d": 1, "b": 2, "a": 2, "c": 5]))
        #expect(list.candidates.map(\.item) == ["c", "a", "b"])
        #expect(list.candidates.map(\.score) == [5, 2, 2])
        #expect(!list.contains("d"))
    }

    @Test(arguments: [8, 1e-20, 0, -3] as [Float])
    func `a further tier stands below whatever the last score is`(last: Float) {
        var list = RankedList(limit: 6)
        list.add(tier(["first": 9, "second": last]))
        list.add(tier(["p": 1000, "q": 500, "r": -7]))
        list.add(tier(["s": 0]))
        #expect(list.candidates.map(\.item) == ["first", "second", "p", "q", "r", "s"])
        let scores = list.candidates.map(\.score)
        #expect(scores.allSatisfy { $0.isFinite })
        #expect(zip(scores.dropFirst(), scores.dropFirst(2)).allSatisfy { $0 > $1 })
    }

    @Test func `the second tier's scores are those of the formula`() {
        var list = RankedList(limit: 5)
        list.add(tier(["a": 8]))
        list.add(tier(["b": 10, "c": 5]))
        #expect(list.candidates.map(\.score) == [8, 4, 3])
    }

    @Test func `no item stands twice, and none past the limit`() {
        var list = RankedList(limit: 3)
        list.add(tier(["a": 1, "b": 2]))
        list.add(tier(["a": 9, "c": 1, "d": 3]))
        list.add(tier(["e": 1]))
        #expect(list.candidates.map(\.item) == ["b", "a", "d"])
        #expect(list.missing == 0)
    }

    @Test func `a blend is the weighted sum of scores over the best one`() {
        let models = [Float(2), 1].map { ServedModel(name: "m", model: ConstantModel([]), weight: $0) }
        let blend = Blend(models, scores: [[4, 2, -1], [0, 10, 5]])
        #expect(blend.score([4, 0]) == 2)
        #expect(blend.score([2, 10]) == 2)
        #expect(blend.score([-1, 5]) == 0.5)
        #expect(blend.factor(ofModel: 0, score: -1) == 0)
    }

    @Test func `a model whose candidates all score below zero has no say in a blend`() {
        let models = [Float(2), 1].map { ServedModel(name: "m", model: ConstantModel([]), weight: $0) }
        let blend = Blend(models, scores: [[-4, -2], [1, 10]])
        #expect(blend.factors == [0, 0.1])
        #expect(blend.score([-4, 1]) == 0.1)
    }

    private func best(_ scores: [Float], limit: Int = 9, needed: Int = 9, forbidden: Set<Int> = [1]) -> [Int] {
        scores.withUnsafeBufferPointer { scores in
            bestItems(of: scores, limit: limit, needed: needed) { !forbidden.contains(Int($0)) }
        }.map { Int($0.item) }
    }

    @Test func `a model's lowest score and what is no score are not candidates`() {
        #expect(best([0, 9, 2, 0, 3]) == [4, 2])
        #expect(best([0, 0, 0]) == [])
        #expect(best([.nan, 5, .infinity, 1, 2, -.infinity, 1e35]) == [4, 3])
        #expect(best([-1, 5, -3, -2], limit: 2) == [0, 3])
        #expect(best([]) == [])
    }

    @Test(arguments: [1, 5, 10])
    func `however many of the best are forbidden, those that are needed are found`(needed: Int) {
        let scores = (0..<100).map { Float(100 - $0) }
        let found = best(scores, limit: 10, needed: needed, forbidden: Set(1..<60))
        #expect(found == (needed == 1 ? [0] : [0] + Array(60..<69)))
    }
}
