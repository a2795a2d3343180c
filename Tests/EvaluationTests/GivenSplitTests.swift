import Domain
import Matrices
import Models
import Testing

@testable import Evaluation

@Suite struct GivenSplitTests {
    let training: InteractionTable

    init() throws { training = try table([("a", "x", 1, 0), ("a", "y", 1, 0), ("b", "x", 1, 0)]) }

    private func test(_ pairs: [(String, String)]) throws -> InteractionTable {
        var test = InteractionTable()
        (test.users, test.items) = (training.users, training.items)
        for (user, item) in pairs {
            test.append(visitor: .user(try UserID(user)), item: try ItemID(item), weight: 1, time: .unknown)
        }
        return test
    }

    @Test func `an item that only the test part knows is ranked and counts as a miss`() throws {
        let split = try Split.given(training: training, test: try test([("b", "new"), ("b", "y")]), weights: plain)
        #expect(split.training.itemCount == 3)
        #expect(split.visitors.map(\.truth) == [[1, 2]])
        let report = try Evaluator(cutoffs: [1]).evaluate(on: split, scoring: popularity(split))
        #expect(report["recall@1"]?.value == 0.5)
    }

    @Test func `visitors whom training does not know are counted, not evaluated`() throws {
        let split = try Split.given(training: training, test: try test([("b", "y"), ("new", "x")]), weights: plain)
        #expect(split.visitors.count == 1 && split.visitorsWithoutHistory == 1)
    }

    @Test func `a pair in both files is a leak and refused`() throws {
        let leaky = try test([("b", "y"), ("a", "y"), ("a", "y")])
        #expect(throws: EvaluationError.leak(pairs: 1, user: 0, item: 1)) {
            try Split.given(training: training, test: leaky, weights: plain)
        }
    }

    @Test func `a test file with vocabularies of its own is refused`() throws {
        let stranger = try table([("b", "y", 1, 0)])
        #expect(throws: EvaluationError.vocabulariesDiffer) {
            try Split.given(training: training, test: stranger, weights: plain)
        }
    }

    @Test func `a split made by hand that leaks is refused`() throws {
        let set = TrainingSet(training, rows: [0, 1, 2], weights: plain)
        func visitor(_ user: UserIndex?, seen: [ItemIndex], truth: [ItemIndex]) -> HeldOutVisitor {
            let query = ScoringQuery(user: user, history: [HistoryItem(item: 0, weight: 1)])
            return HeldOutVisitor(user: 1, query: query, seen: seen, truth: truth)
        }
        #expect(throws: Never.self) {
            try Split(name: "x", training: set, visitors: [visitor(1, seen: [0], truth: [1])])
        }
        for bad in [
            visitor(1, seen: [], truth: [0]), visitor(1, seen: [0, 1], truth: [1]),
            visitor(nil, seen: [0], truth: [1]),
        ] {
            #expect(throws: EvaluationError.self) { try Split(name: "x", training: set, visitors: [bad]) }
        }
    }
}
