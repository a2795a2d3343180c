import Domain
import Matrices
import Models
import Testing

@testable import Evaluation

@Suite struct SplitTests {
    static let seeds: [UInt64] = [1, 2, 3, 4, 5, 6]

    /// Every split of one table.
    static func all(_ table: InteractionTable, seed: UInt64, weights: EventWeights) throws -> [Split] {
        [
            try Split.lastOne(table, weights: weights), try Split.time(table, weights: weights),
            try Split.users(table, seed: seed, weights: weights), try Split.random(table, seed: seed, weights: weights),
        ]
    }

    @Test(arguments: seeds)
    func `nothing held out is in training or in the history`(seed: UInt64) throws {
        let table = try randomTable(users: 40, items: 30, events: 900, seed: seed)
        for split in try Self.all(table, seed: seed, weights: EventWeights()) {
            #expect(split.training.userCount == table.users.count && split.training.itemCount == table.items.count)
            for visitor in split.visitors {
                let learned = Set(split.training.history(of: visitor.user).map(\.item))
                let (seen, truth) = (Set(visitor.seen), Set(visitor.truth))
                #expect(!truth.isEmpty && truth.isDisjoint(with: learned) && truth.isDisjoint(with: seen))
                #expect(Set(visitor.query.history.map(\.item)).isSubset(of: seen))
                #expect(!visitor.query.history.isEmpty && visitor.query.history.allSatisfy { $0.weight > 0 })
                #expect(visitor.seen == seen.sorted() && visitor.truth == truth.sorted())
            }
        }
    }

    @Test func `the last one is the item touched last, not the last row`() throws {
        let table = try table([
            ("a", "late", 1, 90), ("a", "early", 1, 10), ("a", "early", 1, 20), ("b", "only", 1, 5),
            ("b", "only", 1, 6),
        ])
        let split = try Split.lastOne(table, weights: plain)
        #expect(split.visitors.map(\.user) == [0])
        #expect(split.visitors[0].truth == [0])
        #expect(split.visitors[0].query.user == 0)
        #expect(split.visitors[0].query.history.map(\.item) == [1])
        #expect(split.training.history(of: 1).map(\.item) == [2], "one item alone stays in training")
    }

    @Test func `an item that was touched early and last leaves no trace in training`() throws {
        let table = try table([("a", "x", 1, 1), ("a", "y", 1, 2), ("a", "x", 1, 3)])
        let split = try Split.lastOne(table, weights: plain)
        #expect(split.visitors[0].truth == [0] && split.visitors[0].seen == [1])
    }

    @Test func `without times the last one is the last in the log`() throws {
        let table = try table([("a", "x", 1, 0), ("a", "y", 1, 0), ("a", "z", 1, 0)])
        #expect(try Split.lastOne(table, weights: plain).visitors[0].truth == [2])
    }

    @Test func `what was sent back is no truth, yet stays seen`() throws {
        let table = try table([
            ("a", "w", 1, 1), ("a", "x", 1, 2), ("a", "y", 5, 3), ("a", "y", -5, 4),
        ])
        let split = try Split.lastOne(table, weights: plain)
        #expect(split.visitors[0].truth == [1])
        #expect(split.visitors[0].seen == [0, 2])
        #expect(split.visitors[0].query.history.map(\.item) == [0])
    }

    @Test func `old interactions are held out even when their weight has decayed to nothing`() throws {
        let table = try table([("a", "x", 1, 0), ("a", "y", 1, 86_400), ("b", "x", 1, 864_000_000)])
        let weights = EventWeights(kinds: [:], halfLifeDays: 1, repeats: .sum)
        #expect(throws: EvaluationError.self) { try Split.lastOne(table, weights: weights) }
        let fresh = try Split.lastOne(
            try Tables.withRecentHistory(), weights: EventWeights(kinds: [:], halfLifeDays: 1, repeats: .sum))
        #expect(fresh.visitors.count == 1)
    }

    @Test(arguments: seeds)
    func `a split by time learns only from before the first held-out moment`(seed: UInt64) throws {
        let table = try randomTable(users: 30, items: 30, events: 600, seed: seed)
        let split = try Split.time(table, share: 0.3, weights: plain)
        let cut = table.timeOf.sorted()[420]
        #expect(split.training.times.pointer.allSatisfy { $0 < cut })
        #expect(split.training.now.milliseconds < cut)
        for visitor in split.visitors {
            for item in visitor.truth {
                let rows = table.userOf.indices.filter {
                    table.userOf[$0] == visitor.user && table.itemOf[$0] == item
                }
                #expect(rows.allSatisfy { table.timeOf[$0] >= cut })
            }
        }
    }

    @Test func `a split by time counts repeats and newcomers instead of hiding them`() throws {
        let table = try table([
            ("a", "x", 1, 1), ("a", "y", 1, 2), ("b", "x", 1, 3), ("a", "x", 1, 10), ("a", "z", 1, 11),
            ("new", "x", 1, 12),
        ])
        let split = try Split.time(table, share: 0.5, weights: plain)
        #expect(split.visitors.map(\.truth) == [[2]])
        #expect(split.repeatedPairs == 1 && split.visitorsWithoutHistory == 1)
    }

    @Test func `a split by time refuses when no time is known, and says what to do`() throws {
        let unknown = try table([("a", "x", 1, 0), ("a", "y", 1, 0)])
        #expect { try Split.time(unknown, weights: plain) } throws: { "\($0)".contains("--split random") }
        let same = try table([("a", "x", 1, 7), ("a", "y", 1, 7)])
        #expect(throws: EvaluationError.oneTimeOnly(rows: 2)) { try Split.time(same, weights: plain) }
    }

    @Test(arguments: seeds)
    func `held-out users are unknown to training, and their history is the earlier part`(seed: UInt64) throws {
        let table = try randomTable(users: 50, items: 40, events: 1200, seed: seed)
        let split = try Split.users(table, share: 0.2, seed: seed, weights: plain)
        #expect(split.visitors.count == 10)
        for visitor in split.visitors {
            #expect(visitor.query.user == nil)
            #expect(split.training.history(of: visitor.user).isEmpty)
            let all = visitor.query.history.count + visitor.truth.count
            #expect(visitor.query.history.count == max(1, min(all - 1, all * 4 / 5)))
        }
    }

    @Test(arguments: seeds)
    func `a random split holds out the share of everybody's items`(seed: UInt64) throws {
        let table = try randomTable(users: 50, items: 40, events: 1200, seed: seed, timed: false)
        let split = try Split.random(table, share: 0.25, seed: seed, weights: plain)
        for visitor in split.visitors {
            let all = visitor.query.history.count + visitor.truth.count
            #expect(visitor.truth.count == max(1, min(all - 1, Int((0.25 * Double(all)).rounded()))))
        }
        let again = try Split.random(table, share: 0.25, seed: seed, weights: plain)
        #expect(split.visitors.map(\.truth) == again.visitors.map(\.truth))
        let other = try Split.random(table, share: 0.25, seed: seed + 100, weights: plain)
        #expect(split.visitors.map(\.truth) != other.visitors.map(\.truth))
    }

    @Test(arguments: [0, 1, -0.5, 1.5, Double.nan])
    func `a share that holds out nothing or everything is refused`(share: Double) throws {
        let table = try randomTable(users: 5, items: 5, events: 50, seed: 1)
        #expect(throws: EvaluationError.self) { try Split.time(table, share: share, weights: plain) }
        #expect(throws: EvaluationError.self) { try Split.users(table, share: share, seed: 1, weights: plain) }
        #expect(throws: EvaluationError.self) { try Split.random(table, share: share, seed: 1, weights: plain) }
    }

    @Test func `an empty table and visitors of one item leave nobody to evaluate`() throws {
        for table in [InteractionTable(), try table([("a", "x", 1, 1), ("b", "y", 1, 2)])] {
            #expect(throws: EvaluationError.self) { try Split.lastOne(table, weights: plain) }
            #expect(throws: EvaluationError.self) { try Split.random(table, seed: 1, weights: plain) }
            #expect(throws: EvaluationError.self) { try Split.users(table, seed: 1, weights: plain) }
            #expect(throws: EvaluationError.self) { try Split.time(table, weights: plain) }
        }
    }
}

/// Tables that a test names.
enum Tables {
    /// Two items of one visitor, the history fresh at the time of training.
    static func withRecentHistory() throws -> InteractionTable {
        try table([("a", "x", 1, 864_000_000), ("b", "x", 1, 864_000_001), ("a", "y", 1, 864_000_002)])
    }
}
