import Domain
import Matrices
import Testing

@testable import State

@Suite struct PopularityTests {
    private func popular(_ state: LiveState, limit: Int = 10, days: Double = 0) -> [String] {
        state.popularItems(limit: limit, at: Logs.at(days: days)) { _ in true }.map(\.item.value)
    }

    @Test func `purchases count more than views, and what nobody touched stands last`() {
        let state = Logs.state([
            .item(Logs.item("untouched")), Logs.event("ann", "viewed"), Logs.event("bob", "viewed"),
            Logs.event("ann", "bought", .purchase),
        ])
        #expect(popular(state) == ["bought", "viewed", "untouched"])
        #expect(popular(state, limit: 1) == ["bought"])
        #expect(popular(state, limit: 0) == [])
    }

    @Test func `old events fade where age matters`() {
        let entries =
            (0..<3).map { Logs.event("user \($0)", "old", days: 0) }
            + (0..<2).map { Logs.event("user \($0)", "new", days: 10) }
        #expect(popular(Logs.state(entries), days: 10) == ["old", "new"])
        #expect(popular(Logs.state(entries, weights: EventWeights(halfLifeDays: 5)), days: 10) == ["new", "old"])
    }

    @Test func `popularity is that of the formula, whatever order the events came in`() throws {
        // Weight 1 after two half-lives, 5 after one, 1 now: 0.25 + 2.5 + 1, the first and the last in either order.
        let weights = EventWeights(halfLifeDays: 5)
        let events: [(kind: EventKind, days: Double)] = [(.view, 0), (.purchase, 5), (.view, 10)]
        for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
            let state = Logs.state(
                order.map { Logs.event("user \($0)", "boot", events[$0].kind, days: events[$0].days) }, weights: weights
            )
            let found = state.popularItems(limit: 1, at: Logs.at(days: 10)) { _ in true }
            #expect(abs(try #require(found.first).score - 3.75) < 1e-6)
        }
    }

    @Test func `what may not be shown, and what the caller refuses, is left out`() {
        let state = Logs.state([
            Logs.event("ann", "a", .purchase), Logs.event("ann", "b"), Logs.event("ann", "c"), .itemDeleted("a"),
        ])
        let items = state.popularItems(limit: 10, at: Logs.start) { state.itemID(of: $0) != "b" }
        #expect(items.map(\.item) == ["c"])
    }

    @Test func `more returns than purchases count as nothing, not less`() throws {
        let state = Logs.state([
            Logs.event("ann", "a", .return), Logs.event("bob", "a", .return), .item(Logs.item("b")),
        ])
        #expect(state.popularItems(limit: 2, at: Logs.start) { _ in true }.map(\.score) == [0, 0])
        #expect(state.eventCount(of: "a") == 2)
        #expect(state.eventCount(of: "nothing") == 0)
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `the best few of many are those of a full sort`(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        for limit in [0, 1, 2, 7, 50, 300] {
            let scores = (0..<200).map { _ in Float(random.below(20)) }
            var best = BestItems(limit: limit)
            for (item, score) in scores.enumerated() where best.admits(score, UInt32(item)) {
                best.insert(score, UInt32(item))
            }
            let sorted = scores.indices.sorted { (-scores[$0], $0) < (-scores[$1], $1) }
            #expect(best.sorted().map { Int($0.item) } == Array(sorted.prefix(limit)))
        }
    }
}
