import Domain
import Matrices
import Models
import Testing

@testable import Evaluation

@Suite struct NextItemSplitTests {
    /// Sessions of items, a minute apart, each beginning at its hour.
    private static func sessions(_ sessions: [(items: [String], hour: Int)]) throws -> InteractionTable {
        var table = InteractionTable()
        for (number, session) in sessions.enumerated() {
            for (place, item) in session.items.enumerated() {
                table.append(
                    visitor: .session(try SessionID("s\(number)")), item: try ItemID(item), weight: 1,
                    time: Timestamp(seconds: Int64(session.hour * 3600 + place * 60)))
            }
        }
        return table
    }

    private static func names(_ items: [ItemIndex], _ table: InteractionTable) -> [String] {
        items.map { table.items.id(at: $0).value }
    }

    @Test func `every item of a held-out session but the first is asked for, after those before it`() throws {
        let table = try Self.sessions([
            (["a", "b", "c"], 1), (["b", "c"], 2), (["c", "a"], 3), (["a", "b"], 4), (["b", "c", "b", "a"], 9),
        ])
        let split = try Split.nextItem(table, share: 0.2, weights: plain)
        #expect(split.name == "next-item" && split.question == .nextItem && split.userCount == 1)
        #expect(split.visitors.map { Self.names($0.truth, table) } == [["c"], ["b"], ["a"]])
        #expect(
            split.visitors.map { Self.names($0.query.sequence.map(\.item), table) }
                == [["b"], ["b", "c"], ["b", "c", "b"]])
        let last = split.visitors[2]
        #expect(
            last.seen.isEmpty && last.query.user == nil
                && Self.names(last.query.history.map(\.item), table) == ["b", "c"])
        #expect(last.query.time == Timestamp(seconds: 9 * 3600 + 120))
        #expect(split.training.interactions.entries(ofRow: 4).isEmpty && split.training.interactions.entryCount == 9)
    }

    @Test func `items that training does not know are passed over, and a visit of one known item asks nothing`() throws
    {
        let table = try Self.sessions([
            (["a", "b"], 1), (["b", "a"], 2), (["a", "b"], 3), (["a", "new", "b"], 8), (["new", "b"], 9),
        ])
        let split = try Split.nextItem(table, share: 0.4, weights: plain)
        #expect(split.visitors.map { Self.names($0.truth, table) } == [["b"]])
        #expect(split.visitors[0].query.sequence.map(\.time) == [8 * 3_600_000])
    }

    @Test func `a user's visits are cut at the pause, and the earlier ones stay in training`() throws {
        var table = InteractionTable()
        for (item, minute) in [("a", 0), ("b", 5), ("c", 10), ("c", 200), ("b", 205), ("a", 400), ("c", 401)] {
            table.append(
                visitor: .user(UserID("ann")), item: try ItemID(item), weight: 1,
                time: Timestamp(seconds: Int64(minute) * 60))
        }
        let split = try Split.nextItem(table, share: 0.3, weights: plain)
        #expect(split.visitors.map(\.truth) == [[2]] && split.visitors[0].query.sequence.map(\.item) == [0])
        #expect(split.training.history(of: 0).map(\.item) == [0, 1, 2])
        #expect(split.training.now == Timestamp(seconds: 205 * 60))
    }

    @Test func `a visit that training knows is a leak`() throws {
        let table = try Self.sessions([(["a", "b"], 1), (["b", "a"], 2), (["a", "b"], 9)])
        let split = try Split.nextItem(table, share: 0.3, weights: plain)
        let all = TrainingSet(table, rows: Array(0..<table.count), weights: plain)
        #expect(throws: EvaluationError.self) {
            try Split(name: "next-item", question: .nextItem, training: all, visitors: split.visitors)
        }
    }

    @Test func `what cannot be split by visits is refused`() throws {
        let table = try randomTable(users: 5, items: 5, events: 50, seed: 1, timed: false)
        #expect(throws: EvaluationError.timesUnknown(rows: 50)) { try Split.nextItem(table, weights: plain) }
        let one = try Self.sessions([(["a", "b"], 1), (["b", "a"], 1)])
        #expect(throws: EvaluationError.oneTimeOnly(rows: 4)) { try Split.nextItem(one, weights: plain) }
        #expect(throws: EvaluationError.shareOutOfRange(1)) { try Split.nextItem(one, share: 1, weights: plain) }
        let strange = try Self.sessions([(["a", "b"], 1), (["c", "d"], 5)])
        #expect(throws: EvaluationError.self) { try Split.nextItem(strange, weights: plain) }
    }

    @Test func `a search learns from and measures on none of the held-out visits`() throws {
        var random = SeededRandom(seed: 3)
        let table = try Self.sessions(
            (0..<60).map { hour in (items: (0..<4).map { _ in "i\(random.below(9))" }, hour: hour) })
        let rule = SplitRule.nextItem(share: 0.2)
        let test = Set(try Split(rule, table, weights: plain).visitors.map(\.user))
        let rest = try table.withoutTest(rule, weights: plain)
        let validation = try Split(rule, rest, weights: plain)
        #expect(test == Set(48..<60) && Set(rest.userOf).isDisjoint(with: test))
        #expect(Set(validation.visitors.map(\.user)).isDisjoint(with: test))
        let part = ValidationPart(validation, seed: 1)
        #expect(try part.split(visitors: 5).question == .nextItem)
    }
}
