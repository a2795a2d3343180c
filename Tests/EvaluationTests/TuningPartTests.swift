import Domain
import Foundation
import Models
import Synchronization
import Testing

@testable import Evaluation

#if canImport(FoundationXML)
    import FoundationXML
#endif

@Suite struct TuningPartTests {
    static let rules: [SplitRule] = [
        .lastOne, .time(share: 0.2), .users(share: 0.2, seed: 3), .random(share: 0.2, seed: 3),
        .sampledNegatives(count: 9, seed: 3),
    ]

    /// The pairs of a table, as one number each.
    private func pairs(_ table: InteractionTable) -> Set<UInt64> {
        Set((0..<table.count).map { UInt64(table.userOf[$0]) << 32 | UInt64(table.itemOf[$0]) })
    }

    @Test(arguments: rules)
    func `nothing of the test part is in what a search learns from or measures on`(rule: SplitRule) throws {
        let table = try randomTable(users: 80, items: 60, events: 3000, seed: 9)
        let test = try Split(rule, table, weights: plain)
        let rest = try table.withoutTest(rule, weights: plain)
        let validation = try Split(rule, rest, weights: plain)
        #expect(rest.users.ids == table.users.ids && rest.items.ids == table.items.ids)
        let left = pairs(rest)
        for visitor in test.visitors {
            let known = visitor.truth.filter { left.contains(UInt64(visitor.user) << 32 | UInt64($0)) }
            #expect(known.isEmpty)
        }
        for visitor in validation.visitors {
            let truth = test.visitors.first { $0.user == visitor.user }?.truth ?? []
            #expect(Set(visitor.truth).isDisjoint(with: truth))
        }
        #expect(validation.training.itemCount == test.training.itemCount)
    }

    @Test(arguments: rules)
    func `a rule cuts as the function of its name does`(rule: SplitRule) throws {
        let table = try randomTable(users: 80, items: 60, events: 3000, seed: 4)
        let split = try Split(rule, table, weights: plain)
        let other =
            switch rule {
            case .lastOne: try Split.lastOne(table, weights: plain)
            case .time(let share): try Split.time(table, share: share, weights: plain)
            case .users(let share, let seed): try Split.users(table, share: share, seed: seed, weights: plain)
            case .random(let share, let seed): try Split.random(table, share: share, seed: seed, weights: plain)
            case .sampledNegatives(let count, let seed):
                try Split.sampledNegatives(table, count: count, seed: seed, weights: plain)
            case .nextItem(let share): try Split.nextItem(table, share: share, weights: plain)
            }
        #expect(split.name == other.name)
        #expect(split.visitors.map(\.truth) == other.visitors.map(\.truth))
        #expect(split.visitors.map(\.candidates) == other.visitors.map(\.candidates))
    }

    @Test func `the test part is cut only when it is opened`() throws {
        let table = try randomTable(users: 80, items: 60, events: 3000, seed: 9)
        let cuts = Mutex(0)
        let sealed = SealedTest {
            cuts.withLock { $0 += 1 }
            return try Split.time(table, weights: plain)
        }
        #expect(cuts.withLock { $0 } == 0)
        _ = try sealed.open()
        #expect(cuts.withLock { $0 } == 1)
    }

    @Test func `fewer visitors are some of more, drawn by the seed`() throws {
        let table = try randomTable(users: 300, items: 60, events: 6000, seed: 9)
        let split = try Split.random(table, seed: 1, weights: plain)
        let part = ValidationPart(split, seed: 5)
        let (few, more) = (try part.split(visitors: 40), try part.split(visitors: 120))
        #expect(few.visitors.count == 40 && more.visitors.count == 120)
        #expect(Set(few.visitors.map(\.user)).isSubset(of: more.visitors.map(\.user)))
        #expect(few.visitors.map(\.user) == few.visitors.map(\.user).sorted())
        let other = try ValidationPart(split, seed: 6).split(visitors: 40)
        #expect(other.visitors.map(\.user) != few.visitors.map(\.user))
        #expect(try part.split(visitors: 10_000).visitors.count == split.visitors.count)
    }

    @Test func `the fingerprint is that of the data`() throws {
        func fingerprint(_ seed: UInt64, cut: UInt64 = 1) throws -> String {
            let table = try randomTable(users: 60, items: 60, events: 1000, seed: seed)
            return ValidationPart(try Split.random(table, seed: cut, weights: plain), seed: 1).fingerprint
        }
        #expect(try fingerprint(1) == fingerprint(1))
        #expect(try fingerprint(1) != fingerprint(2))
        #expect(try fingerprint(1) != fingerprint(1, cut: 2))
        #expect(try fingerprint(1).count == 16)
    }

    @Test func `the picture is well-formed, has a point a measurement, and grows no wider than its frame`() throws {
        let measurements = (0..<13).map { index in
            TrialMeasurement(
                trial: index, rung: index % 3, settings: ["weighting": "a<b>&\"c\"", "shrinkage": 2.5], visitors: 100,
                value: 0.1 + Double(index % 5) * 0.01, seconds: 1)
        }
        for count in [1, 2, 13] {
            let outcome = TuningOutcome(model: "item<knn>&", measurements: Array(measurements.prefix(count)))
            let svg = TrialPicture(outcome, metric: "ndcg@20").svg
            let parser = XMLParser(data: Data(svg.utf8))
            #expect(parser.parse(), "\(String(describing: parser.parserError))")
            #expect(svg.components(separatedBy: "<title>trial ").count == count + 1)
            #expect(!svg.contains("nan") && !svg.contains("inf"))
        }
    }

    @Test func `the best of equal trials is the earlier one`() {
        let measurements = [3, 1, 2].map {
            TrialMeasurement(trial: $0, rung: 0, settings: [:], visitors: 10, value: 0.5, seconds: 1)
        }
        #expect(TuningOutcome(model: "als", measurements: measurements).ranking.map(\.trial) == [3, 1, 2])
    }
}
