import Domain
import Foundation
import Matrices
import Models
import Synchronization
import Testing

@testable import Evaluation

@Suite struct EvaluatorTests {
    /// The world of `Golden/evaluation.json`: its split, its scores, and what numpy made of them.
    private func golden() throws -> (split: Split, scores: [[Float]], values: JSONObject) {
        let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Golden/evaluation.json")
        let world = try #require(try JSONParser.parse(Array(try Data(contentsOf: path))).object)
        let scores = try #require(world["scores"]?.array).map { row in
            (row.array ?? []).map { Float($0.double ?? .nan) }
        }
        var training = InteractionTable()
        for item in scores[0].indices { _ = training.items.insert(try ItemID("\(item)")) }
        for (user, row) in try #require(world["train"]?.array).enumerated() {
            for item in row.array ?? [] {
                training.append(
                    visitor: .user(try UserID("\(user)")), item: try ItemID("\(item)"), weight: 1, time: .unknown)
            }
        }
        for (item, categories) in try #require(world["categories"]?.array).enumerated() {
            var described = Item(id: try ItemID("\(item)"))
            described.categories = (categories.array ?? []).map { "\($0)" }
            training.describe(described)
        }
        var test = InteractionTable()
        (test.users, test.items, test.catalogue) = (training.users, training.items, training.catalogue)
        for (user, row) in try #require(world["test"]?.array).enumerated() {
            for item in row.array ?? [] {
                test.append(
                    visitor: .user(try UserID("\(user)")), item: try ItemID("\(item)"), weight: 1, time: .unknown)
            }
        }
        let split = try Split.given(training: training, test: test, weights: plain)
        return (split, scores, try #require(world["golden"]?.object))
    }

    private func scoring(_ scores: [[Float]]) -> Evaluator.Scoring {
        { queries, target in
            for (row, query) in queries.enumerated() {
                guard let user = query.user else { continue }
                for (item, score) in scores[Int(user)].enumerated() {
                    target[row * scores[0].count + item] = score
                }
            }
        }
    }

    @Test func `every metric equals an independent implementation's, ties and long cut-offs included`() throws {
        let (split, scores, golden) = try golden()
        let report = try Evaluator(cutoffs: [100, 1, 20, 5, 5]).evaluate(on: split, scoring: scoring(scores))
        #expect(report.metrics.count == golden.members.count)
        for member in golden.members {
            let value = try #require(report[member.name]?.value, "\(member.name)")
            #expect(abs(value - (member.value.double ?? .nan)) < 1e-12, "\(member.name)")
        }
    }

    @Test(arguments: [1, 2, 3, 7])
    func `the number of threads changes no bit`(threads: Int) throws {
        let table = try randomTable(users: 300, items: 90, events: 6000, seed: 5)
        let split = try Split.random(table, seed: 5, weights: plain)
        let scoring = arbitrary(itemCount: split.training.itemCount, levels: 9)
        let one = try Evaluator(cutoffs: [3, 10], threads: 1, resamples: 100).evaluate(on: split, scoring: scoring)
        let many = try Evaluator(cutoffs: [3, 10], threads: threads, resamples: 100)
            .evaluate(on: split, scoring: scoring)
        #expect(one.metrics == many.metrics)
    }

    @Test(arguments: [1, 2, 10, 63, 64, 200])
    func `a ranking is the stable sort of what was not seen`(limit: Int) throws {
        let table = try randomTable(users: 100, items: 150, events: 3000, seed: UInt64(limit))
        let split = try Split.random(table, seed: 1, weights: plain)
        let items = split.training.itemCount
        let scoring = arbitrary(itemCount: items, levels: 40)
        let rankings = Evaluator(threads: 2).rank(split, limit: min(limit, items), scoring: scoring)
        for (position, visitor) in split.visitors.enumerated() {
            var scores = [Float](repeating: 0, count: items)
            scores.withUnsafeMutableBufferPointer { scoring([visitor.query], $0) }
            let seen = Set(visitor.seen)
            let expected = (0..<UInt32(items)).filter { !seen.contains($0) }
                .sorted { (scores[Int($1)], $0) < (scores[Int($0)], $1) }
            #expect(Array(rankings[position]) == Array(expected.prefix(limit)))
        }
    }

    @Test func `scores that are all equal, infinite or no number rank without a crash`() throws {
        let table = try randomTable(users: 20, items: 30, events: 300, seed: 3)
        let split = try Split.random(table, seed: 1, weights: plain)
        for value in [Float(0), -.infinity, .infinity, .nan, -0.0] {
            let report = try Evaluator(cutoffs: [5]).evaluate(on: split) { _, scores in scores.update(repeating: value)
            }
            if !value.isNaN { #expect(report["novelty@5"]?.value.isFinite == true) }
            #expect(report["recall@5"]?.value.isFinite == true)
        }
    }

    @Test(arguments: [[], [0], [-1], [10_001], [10, 0]])
    func `a cut-off out of range is refused`(cutoffs: [Int]) throws {
        let table = try randomTable(users: 20, items: 30, events: 300, seed: 3)
        let split = try Split.random(table, seed: 1, weights: plain)
        #expect(throws: EvaluationError.self) {
            try Evaluator(cutoffs: cutoffs).evaluate(on: split, scoring: popularity(split))
        }
    }

    @Test func `progress ends with everybody`() throws {
        let table = try randomTable(users: 200, items: 30, events: 3000, seed: 3)
        let split = try Split.random(table, seed: 1, weights: plain)
        let last = Mutex((done: 0, of: 0))
        let evaluator = Evaluator(cutoffs: [5], threads: 2, resamples: 0) { done, of in
            last.withLock { $0 = (max($0.done, done), of) }
        }
        _ = try evaluator.evaluate(on: split, scoring: popularity(split))
        let (done, of) = last.withLock { $0 }
        #expect(done == split.visitors.count && of == split.visitors.count)
    }

    @Test func `a trained model is measured, and one of another catalogue refused`() throws {
        let table = try randomTable(users: 60, items: 30, events: 900, seed: 3)
        let split = try Split.time(table, weights: plain)
        let model = try ModelRegistry.train("popular", set: split.training, options: TrainingOptions())
        let report = try Evaluator(cutoffs: [10]).evaluate(model, on: split)
        #expect(report.metrics.count == 12)
        let smaller = try Split.time(try randomTable(users: 60, items: 20, events: 900, seed: 3), weights: plain)
        #expect(throws: EvaluationError.self) { try Evaluator(cutoffs: [10]).evaluate(model, on: smaller) }
    }
}
