import Domain
import Matrices
import State
import Testing

struct MergeTests {
    private static func event(
        _ visitor: Visitor, _ item: ItemID, _ kind: EventKind = .view, days: Double
    ) -> LogEntry {
        switch visitor {
        case .user(let id): .event(Event(user: id, item: item, kind: kind, time: Logs.at(days: days)))
        case .session(let id): .event(Event(session: id, item: item, kind: kind, time: Logs.at(days: days)))
        }
    }

    private static func merge(_ session: SessionID = "s", into user: UserID = "ann") -> LogEntry {
        .merged(session: session, into: user, time: Logs.start)
    }

    private static func history(_ state: LiveState, _ visitor: Visitor) -> [PastItem] {
        state.history(of: visitor, at: Logs.at(days: 10))
    }

    @Test func `a merged session's history is the user's, in the order of time`() {
        let state = Logs.state([
            Self.event(.user("ann"), "a", days: 1), Self.event(.session("s"), "b", days: 2),
            Self.event(.user("ann"), "c", days: 3), Self.event(.session("s"), "a", .purchase, days: 4), Self.merge(),
        ])
        let history = Self.history(state, .user("ann"))
        #expect(history.map(\.item) == ["b", "c", "a"])
        #expect(history[2].count == 2 && history[2].sum == 6 && history[2].strongestKind == .purchase)
        #expect(history[2].lastKind == .purchase && history[2].lastTime == Logs.at(days: 4))
        #expect(Self.history(state, .session("s")) == history)
        #expect(state.visitorCount == 1)
        #expect(state.visitors(from: 0, limit: 10) == [.user("ann")])
        #expect(state.owner(of: .session("s")) == .user("ann") && state.owner(of: .session("t")) == .session("t"))
    }

    @Test func `what a session does after its merge is the user's, what came with another user stays with that one`() {
        let both = Event(user: "bob", session: "s", item: "c", kind: .view, time: Logs.at(days: 3))
        let state = Logs.state([
            Self.merge(), Self.event(.session("s"), "a", days: 1), Self.event(.session("s"), "b", days: 2),
            .event(both),
        ])
        #expect(Self.history(state, .user("ann")).map(\.item) == ["a", "b"])
        #expect(Self.history(state, .user("bob")).map(\.item) == ["c"])
        #expect(state.visitorCount == 2)
    }

    @Test func `a merge counts once and moves nothing a second time`() {
        let once = [Self.event(.session("s"), "a", days: 1), Self.merge()]
        let state = Logs.state(once + [Self.merge(), Self.merge(into: "bob")])
        #expect(Self.history(state, .user("ann")).map(\.count) == [1])
        #expect(Self.history(state, .user("bob")).isEmpty)
        #expect(state.eventCount(of: "a") == 1 && state.eventCount == 1)
    }

    @Test(arguments: [nil, 5] as [Double?])
    func `a merged history is what it would be had the visitor been known all along`(halfLife: Double?) throws {
        let weights = EventWeights(halfLifeDays: halfLife)
        for seed in 1...20 as ClosedRange<UInt64> {
            var random = SeededRandom(seed: seed)
            let steps = (0..<60).map { step in
                (
                    random.below(2) == 0, ItemID(stringLiteral: "item \(random.below(9))"),
                    [EventKind.view, .purchase, .return][random.below(3)], Double(step) * random.uniform()
                )
            }
            let apart = steps.map { Self.event($0.0 ? .user("ann") : .session("s"), $0.1, $0.2, days: $0.3) }
            let known = steps.map { Self.event(.user("ann"), $0.1, $0.2, days: $0.3) }
            let merged = Self.history(Logs.state(apart + [Self.merge()], weights: weights), .user("ann"))
            let expected = Self.history(Logs.state(known, weights: weights), .user("ann"))
            #expect(merged.map(\.item) == expected.map(\.item), "seed \(seed)")
            #expect(merged.map(\.count) == expected.map(\.count) && merged.map(\.lastTime) == expected.map(\.lastTime))
            #expect(zip(merged, expected).allSatisfy { abs($0.sum - $1.sum) < 1e-9 }, "seed \(seed)")
            #expect(merged.map(\.lastKind) == expected.map(\.lastKind))
        }
    }

    @Test func `of two long histories the latest 1,000 items are kept and all are known as seen`() {
        let items = (0..<1600).map { ItemID(stringLiteral: "item \($0)") }
        let entries = items.enumerated().map { place, item in
            Self.event(place % 2 == 0 ? .user("ann") : .session("s"), item, days: Double(place) / 1000)
        }
        let state = Logs.state(entries + [Self.merge()])
        #expect(Self.history(state, .user("ann")).map(\.item) == Array(items.suffix(1000)))
        let seen = state.seenItems(of: [.user("ann")])
        #expect(items.allSatisfy { state.itemNumber(of: $0).map(seen.contains) == true })
        #expect(state.historyEntriesInMemory == 1000)
    }
}
