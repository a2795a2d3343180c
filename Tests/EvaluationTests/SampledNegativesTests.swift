import Domain
import Matrices
import Models
import Testing

@testable import Evaluation

@Suite struct SampledNegativesTests {
    private func split(_ count: Int, seed: UInt64 = 5) throws -> Split {
        try Split.sampledNegatives(
            try randomTable(users: 300, items: 120, events: 4000, seed: 3), count: count, seed: seed, weights: plain)
    }

    @Test func `the truth is that of last-one, and negatives are what the visitor never touched`() throws {
        let table = try randomTable(users: 300, items: 120, events: 4000, seed: 3)
        let (split, whole) = (try split(20), try Split.lastOne(table, weights: plain))
        #expect(split.visitors.map(\.truth) == whole.visitors.map(\.truth))
        for visitor in split.visitors {
            let candidates = try #require(visitor.candidates)
            #expect(candidates.count == 21 && Set(candidates).count == 21)
            #expect(Set(candidates).isSuperset(of: visitor.truth))
            #expect(Set(candidates).isDisjoint(with: visitor.seen))
        }
    }

    @Test(arguments: [100, 10_000])
    func `a visitor with too few untouched items has them all`(count: Int) throws {
        for visitor in try split(count).visitors {
            let untouched = 120 - Set(visitor.seen).union(visitor.truth).count
            #expect(visitor.candidates?.count == min(count, untouched) + 1)
        }
    }

    @Test func `a visitor's draw depends on the seed and the visitor alone`() throws {
        #expect(try split(20).visitors.map(\.candidates) == split(20).visitors.map(\.candidates))
        #expect(try split(20).visitors.map(\.candidates) != split(20, seed: 6).visitors.map(\.candidates))
        let draws = Set(try split(20).visitors.compactMap(\.candidates))
        #expect(draws.count > 290, "visitors do not share a draw")
    }

    @Test func `every untouched item is drawn about equally often`() throws {
        var (drawn, possible) = ([Int](repeating: 0, count: 120), [Int](repeating: 0, count: 120))
        for seed in 0..<20 as Range<UInt64> {
            for visitor in try split(20, seed: seed).visitors {
                let touched = Set(visitor.seen).union(visitor.truth)
                for item in 0..<120 as Range<ItemIndex> where !touched.contains(item) { possible[Int(item)] += 1 }
                for item in visitor.candidates ?? [] where !visitor.truth.contains(item) { drawn[Int(item)] += 1 }
            }
        }
        let whole = Double(drawn.reduce(0, +)) / Double(possible.reduce(0, +))
        for item in 0..<120 where possible[item] > 1000 {
            let share = Double(drawn[item]) / Double(possible[item])
            // Five standard deviations of a binomial share.
            #expect(abs(share - whole) < 5 * (whole * (1 - whole) / Double(possible[item])).squareRoot() + 0.01)
        }
    }

    @Test func `a model that scores all alike does as chance would`() throws {
        var hits = 0.0
        for seed in 0..<10 as Range<UInt64> {
            let report = try Evaluator(cutoffs: [7], resamples: 0).evaluate(on: try split(20, seed: seed)) {
                _, scores in
                scores.update(repeating: 1)
            }
            hits += try #require(report["sampled_hit_rate@7"]?.value) / 10
        }
        #expect(abs(hits - 7.0 / 21) < 0.04, "\(hits)")
    }

    @Test func `the figures are those of ranking the candidates alone, under names of their own`() throws {
        let split = try split(30)
        let items = split.training.itemCount
        let scoring = arbitrary(itemCount: items, levels: 1_000_000)
        let report = try Evaluator(cutoffs: [10, 3], resamples: 50).evaluate(on: split, scoring: scoring)
        #expect(
            report.metrics.map(\.name)
                == ["sampled_hit_rate@3", "sampled_ndcg@3", "sampled_hit_rate@10", "sampled_ndcg@10"])
        #expect(report.segments.isEmpty)
        var hits = 0
        for visitor in split.visitors {
            var scores = [Float](repeating: 0, count: items)
            scores.withUnsafeMutableBufferPointer { scoring([visitor.query], $0) }
            let better = (visitor.candidates ?? []).filter { scores[Int($0)] > scores[Int(visitor.truth[0])] }
            hits += better.count < 3 ? 1 : 0
        }
        #expect(report["sampled_hit_rate@3"]?.value == Double(hits) / Double(split.visitors.count))
        #expect(report["sampled_ndcg@3"]?.low != nil)
    }

    @Test func `the leaderboard warns, in text and in JSON, and only then`() throws {
        let split = try split(20)
        let report = try Evaluator(cutoffs: [3], resamples: 0).evaluate(on: split, scoring: popularity(split))
        let row = Leaderboard.Row(model: "popular", config: [:], metrics: report.metrics, trainSeconds: 1)
        let board = Leaderboard(split, rows: [row])
        #expect(board.text.contains("not comparable with those of full ranking"))
        let json = try #require(board.json.object)
        #expect(json["warning"]?.string?.contains("doi:10.1145/3394486.3403226") == true)
        #expect(json["dataset"]?.object?["sampled_negatives"]?.integer == 20)
        let whole = try Split.lastOne(
            try randomTable(users: 300, items: 120, events: 4000, seed: 3), weights: plain)
        #expect(Leaderboard(whole).json.object?["warning"] == nil)
        #expect(Leaderboard(whole).json.object?["dataset"]?.object?["sampled_negatives"] == nil)
    }

    @Test(arguments: [0, -1, 10_001])
    func `a number of negatives out of range is refused`(count: Int) throws {
        #expect(throws: EvaluationError.negativesOutOfRange(count)) { try split(count) }
        #expect("\(EvaluationError.negativesOutOfRange(count))".contains("1 to 10000"))
    }
}
