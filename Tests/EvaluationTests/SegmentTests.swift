import Domain
import Models
import Testing

@testable import Evaluation

@Suite struct SegmentTests {
    @Test func `visitors are grouped by the length of their history`() {
        #expect([1, 5, 6, 50, 51, 900].map(Segment.visitorGroup(ofHistory:)) == [0, 0, 1, 1, 2, 2])
    }

    @Test func `items are grouped by thirds of the interactions, the worked example`() throws {
        // Six interactions: x has 3, y 2, z 1, and nobody has w.
        let given = try table([
            ("a", "x", 1, 1), ("b", "x", 1, 1), ("c", "x", 1, 1), ("a", "y", 1, 1), ("b", "y", 1, 1), ("a", "z", 1, 1),
            ("c", "w", 0, 1),
        ])
        let set = TrainingSet(given, rows: Array(0..<given.count), weights: plain)
        // x begins at 0 of 6: head. y begins at 3 of 6: torso. z begins at 5 of 6: tail.
        #expect(Segment.itemGroups(set) == [0, 1, 2, 2])
    }

    @Test func `the groups of visitors make up the whole`() throws {
        let split = try Split.random(
            try randomTable(users: 200, items: 90, events: 9000, seed: 8), seed: 2, weights: plain)
        let report = try Evaluator(cutoffs: [5, 10], resamples: 0).evaluate(on: split, scoring: popularity(split))
        let groups = report.segments.filter { Segment.visitorGroups.contains($0.name) }
        #expect(groups.map(\.name) == ["cold", "warm", "heavy"])
        #expect(groups.reduce(0) { $0 + $1.visitors } == split.visitors.count)
        for name in ["recall@5", "recall@10", "ndcg@5", "ndcg@10"] {
            let sum = groups.reduce(0.0) { sum, group in
                sum + Double(group.visitors) * (group.metrics.first { $0.name == name }?.value ?? 0)
            }
            let whole = try #require(report[name]?.value)
            #expect(abs(sum / Double(split.visitors.count) - whole) < 1e-12, "\(name)")
        }
    }

    @Test func `most-popular finds the head and misses the tail`() throws {
        let split = try Split.random(
            try randomTable(users: 200, items: 90, events: 3000, seed: 8), seed: 2, weights: plain)
        let report = try Evaluator(cutoffs: [10], resamples: 0).evaluate(on: split, scoring: popularity(split))
        let recall = report.segments.suffix(3).map { $0.metrics.first?.value ?? -1 }
        #expect(report.segments.suffix(3).map(\.name) == ["head", "torso", "tail"])
        #expect(recall[0] > recall[1] && recall[1] >= recall[2])
        #expect(recall[2] == 0)
    }

    @Test func `the leaderboard has a line a group and names it in JSON`() throws {
        let split = try Split.random(
            try randomTable(users: 200, items: 90, events: 3000, seed: 8), seed: 2, weights: plain)
        let report = try Evaluator(cutoffs: [5, 10], resamples: 0).evaluate(on: split, scoring: popularity(split))
        let row = Leaderboard.Row(
            model: "popular", config: [:], metrics: report.metrics, trainSeconds: 1, segments: report.segments)
        let board = Leaderboard(split, rows: [row])
        #expect(board.text.contains("\nrecall@10 head "))
        #expect(!board.text.contains("recall@5 head"))
        let segments = board.json.object?["models"]?.array?.first?.object?["segments"]?.object
        #expect(segments?["tail"]?.object?["metrics"]?.object?["recall@5"]?.object?["value"]?.double == 0)
        #expect(segments?["cold"]?.object?["users"]?.integer == report.segments.first.map { Int64($0.visitors) })
    }
}
