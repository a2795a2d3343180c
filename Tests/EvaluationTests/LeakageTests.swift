import Domain
import Matrices
import Models
import Testing

@testable import Evaluation

@Suite struct LeakageTests {
    /// Two visitors; b's event with y is at 20 seconds, all others before 10.
    private func set(_ rows: [Int]) throws -> TrainingSet {
        let events = try table([
            ("a", "x", 1, 1), ("a", "y", 1, 2), ("b", "x", 1, 3), ("b", "y", 1, 20), ("b", "z", -1, 20),
        ])
        return TrainingSet(events, rows: rows, weights: plain)
    }

    private func visitor(
        user: UserIndex? = 1, sequence: [SequenceItem] = [], time: Timestamp = .unknown
    ) -> HeldOutVisitor {
        let query = ScoringQuery(
            user: user, history: [HistoryItem(item: 0, weight: 1)], sequence: sequence, time: time)
        return HeldOutVisitor(user: 1, query: query, seen: [0], truth: [2])
    }

    private let cut = Timestamp(seconds: 20)

    @Test func `training before the cut is taken`() throws {
        let sequence = [SequenceItem(item: 0, time: 3_000)]
        let split = try Split(
            name: "x", training: set([0, 1, 2]),
            visitors: [visitor(sequence: sequence, time: Timestamp(seconds: 19))], cut: cut)
        #expect(split.cut == cut)
    }

    @Test func `an event at the cut or after it is refused in training, with how late it is`() throws {
        let error = #expect(throws: EvaluationError.self) {
            try Split(name: "x", training: set([0, 1, 2, 3]), visitors: [visitor()], cut: cut)
        }
        #expect(error == .timeLeak(events: 1, cut: cut, latest: cut))
        #expect("\(EvaluationError.timeLeak(events: 1, cut: cut, latest: cut))".contains("1970-01-01T00:00:20"))
    }

    @Test func `a late event is refused also where it weighs nothing`() throws {
        #expect(throws: EvaluationError.timeLeak(events: 1, cut: cut, latest: cut)) {
            try Split(name: "x", training: set([0, 1, 2, 4]), visitors: [visitor()], cut: cut)
        }
    }

    @Test func `a query that knows the future is refused`() throws {
        let late = [SequenceItem(item: 0, time: 21_000), SequenceItem(item: 1, time: 22_000)]
        for bad in [visitor(sequence: late), visitor(time: Timestamp(seconds: 22))] {
            #expect(throws: EvaluationError.self) {
                try Split(name: "x", training: set([0, 1, 2]), visitors: [bad], cut: cut)
            }
        }
        let asked = visitor(sequence: [SequenceItem(item: 2, time: 3)])
        #expect(throws: EvaluationError.leak(pairs: 1, user: 1, item: 2)) {
            try Split(name: "x", training: set([0, 1, 2]), visitors: [asked])
        }
    }

    @Test func `a visitor who is folded in has no row in training`() throws {
        #expect(throws: EvaluationError.leak(pairs: 1, user: 1, item: 0)) {
            try Split(name: "users", training: set([0, 1, 2]), visitors: [visitor(user: nil)])
        }
        #expect(throws: Never.self) {
            try Split(name: "users", training: set([0, 1]), visitors: [visitor(user: nil)])
        }
    }

    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func `the splits by time and by users pass, and say where they were cut`(seed: UInt64) throws {
        let table = try randomTable(users: 60, items: 40, events: 1500, seed: seed)
        let split = try Split(.time(share: 0.3), table, weights: plain)
        let moment = try #require(split.cut)
        #expect(split.training.times.pointer.allSatisfy { $0 < moment.milliseconds })
        #expect(table.timeOf.contains(moment.milliseconds))
        for visitor in split.visitors {
            #expect(visitor.query.sequence.allSatisfy { $0.time < moment.milliseconds })
            #expect(visitor.query.time < moment)
        }
        let users = try Split(.users(share: 0.2, seed: seed), table, weights: plain)
        #expect(users.cut == nil)
        for visitor in users.visitors {
            #expect(users.training.history(of: visitor.user).isEmpty)
            #expect(users.training.events().events(of: Int(visitor.user)).isEmpty)
            #expect(Set(visitor.query.sequence.map(\.item)).isDisjoint(with: visitor.truth))
        }
    }

    @Test func `an unknown time counts as before the cut, also in data from before 1970`() throws {
        let table = try table([
            ("a", "x", 1, 0), ("a", "y", 1, -500), ("b", "x", 1, -400), ("a", "z", 1, -100), ("b", "z", 1, -90),
        ])
        let split = try Split.time(table, share: 0.4, weights: plain)
        #expect(split.cut == Timestamp(seconds: -100))
        #expect(split.visitors.map(\.truth) == [[2], [2]])
    }
}
