import Domain
import Matrices
import Models
import Testing

@testable import Evaluation

@Suite struct ComparisonTests {
    private let evaluator = Evaluator(cutoffs: [5, 10], resamples: 400)

    private func split() throws -> Split {
        try Split.random(try randomTable(users: 300, items: 60, events: 6000, seed: 21), seed: 2, weights: plain)
    }

    /// Scores by chance, with the truth pushed up for `share` of the visitors.
    private func scoring(_ split: Split, knowing share: Double) -> Evaluator.Scoring {
        let items = split.training.itemCount
        var truths: [UserIndex: [ItemIndex]] = [:]
        for (place, visitor) in split.visitors.enumerated()
        where Double(place) < share * Double(split.visitors.count) { truths[visitor.user] = visitor.truth }
        let known = truths
        let chance = arbitrary(itemCount: items, levels: 1000)
        return { queries, target in
            chance(queries, target)
            for (row, query) in queries.enumerated() {
                for item in query.user.flatMap({ known[$0] }) ?? [] { target[row * items + Int(item)] += 2000 }
            }
        }
    }

    @Test func `a difference is that of the means, and turns around with the two`() throws {
        let split = try split()
        let left = try evaluator.evaluate(on: split, scoring: scoring(split, knowing: 0.2))
        let right = try evaluator.evaluate(on: split, scoring: scoring(split, knowing: 0))
        let (there, back) = (evaluator.difference(left, minus: right), evaluator.difference(right, minus: left))
        #expect(there.map(\.name) == left.visitorValues.names)
        for (difference, turned) in zip(there, back) {
            let (a, b) = (try #require(left[difference.name]), try #require(right[difference.name]))
            #expect(abs(difference.value - (a.value - b.value)) < 1e-12)
            #expect(difference.value == -turned.value)
            #expect(abs((difference.low ?? 9) + (turned.high ?? 9)) < 1e-12)
            #expect(difference.isSignificant == turned.isSignificant)
        }
        let ndcg = try #require(there.first { $0.name == "ndcg@10" })
        #expect(ndcg.isSignificant && ndcg.value > 0)
    }

    @Test func `a model does not differ from itself`() throws {
        let split = try split()
        let report = try evaluator.evaluate(on: split, scoring: scoring(split, knowing: 0.1))
        for difference in evaluator.difference(report, minus: report) {
            #expect(difference.value == 0 && difference.low == 0 && difference.high == 0)
            #expect(!difference.isSignificant)
        }
    }

    @Test func `pairing sees a small gain that the intervals of the two means hide`() throws {
        let split = try split()
        let left = try evaluator.evaluate(on: split, scoring: scoring(split, knowing: 0.03))
        let right = try evaluator.evaluate(on: split, scoring: scoring(split, knowing: 0))
        let difference = try #require(
            evaluator.difference(left, minus: right).first { $0.name == "recall@10" })
        let (a, b) = (try #require(left["recall@10"]), try #require(right["recall@10"]))
        #expect((a.low ?? 0) < (b.high ?? 1), "The means' own intervals overlap.")
        #expect(difference.isSignificant)
    }

    @Test func `chance alone is rarely called a difference`() throws {
        let split = try split()
        let items = split.training.itemCount
        func report(_ salt: UInt64) throws -> QualityReport {
            try evaluator.evaluate(on: split) { queries, target in
                for (row, query) in queries.enumerated() {
                    var random = SeededRandom(seed: salt, stream: UInt64(query.user ?? 0))
                    for item in 0..<items { target[row * items + item] = Float(random.uniform()) }
                }
            }
        }
        let first = try report(1000)
        let marked = try (0..<40).count { salt in
            evaluator.difference(try report(UInt64(salt)), minus: first).contains {
                $0.name == "recall@10" && $0.isSignificant
            }
        }
        // All forty share one report, so they err together; without pairing gone wrong they stay below a third.
        #expect(marked <= 13, "\(marked) of 40")
    }

    @Test func `the leaderboard marks what differs, in text and in JSON`() throws {
        let split = try split()
        let metrics = [MetricValue(name: "recall@20", value: 0.15, low: 0.14, high: 0.16)]
        let versus = [MetricValue(name: "recall@20", value: 0.02, low: 0.01, high: 0.03)]
        var board = Leaderboard(
            split,
            rows: [
                Leaderboard.Row(model: "popular", config: [:], metrics: metrics, trainSeconds: 1),
                Leaderboard.Row(model: "als", config: [:], metrics: metrics, trainSeconds: 1, versusPopular: versus),
            ])
        #expect(board.text.contains("0.1500 [0.1400, 0.1600]  0.1500 [0.1400, 0.1600]*\n"))
        #expect(board.text.contains("* differs from popular"))
        let rows = board.json.object?["models"]?.array ?? []
        #expect(rows.first?.object?["versus_popular"] == nil)
        #expect(
            rows.last?.object?["versus_popular"]
                == ["recall@20": ["difference": 0.02, "low": 0.01, "high": 0.03, "significant": true]])
        board.rows[1].versusPopular = [MetricValue(name: "recall@20", value: 0.02, low: -0.01, high: 0.03)]
        #expect(!board.text.contains("*"))
    }
}
