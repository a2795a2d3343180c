import Domain
import Matrices
import Testing

@testable import State

@Suite struct VisitTests {
    private static func event(
        _ item: String, _ kind: EventKind = .view, minutes: Double, user: String = "ann"
    ) -> LogEntry {
        Logs.event(user, item, kind, days: minutes / 1440)
    }

    private static func visit(_ state: LiveState, minutes: Double) -> [String] {
        state.session(of: .user("ann"), at: Logs.at(days: minutes / 1440)).map(\.item.value)
    }

    @Test func `a visit is what happened since the last pause, until the next one`() {
        let state = Logs.state([
            Self.event("old", minutes: 0), Self.event("a", minutes: 60), Self.event("b", minutes: 85),
            Self.event("a", minutes: 110),
        ])
        #expect(Self.visit(state, minutes: 110) == ["b", "a"])
        #expect(Self.visit(state, minutes: 140) == ["b", "a"])
        #expect(Self.visit(state, minutes: 141) == [])
        #expect(state.session(of: .user("nobody"), at: Logs.start).isEmpty)
    }

    @Test func `an item keeps its visit together however often it is touched`() {
        let again = (1...4).map { Self.event("a", minutes: Double($0) * 25) }
        let state = Logs.state([Self.event("x", minutes: 0)] + again)
        #expect(Self.visit(state, minutes: 100) == ["x", "a"])
    }

    @Test func `a late event belongs to the visit it is near to`() {
        let state = Logs.state([
            Self.event("b", minutes: 60), Self.event("a", minutes: 40), Self.event("far", minutes: 5),
        ])
        #expect(Self.visit(state, minutes: 61) == ["a", "b"])
    }

    @Test func `another timeout cuts other visits`() {
        var state = LiveState(weights: EventWeights(), settings: StateSettings(sessionTimeoutMinutes: 5))
        for (place, minutes) in [0.0, 4, 8, 20].enumerated() {
            state.apply(LogRecord(sequence: Int64(place + 1), entry: Self.event("i\(place)", minutes: minutes)))
        }
        #expect(Self.visit(state, minutes: 20) == ["i3"])
    }

    @Test func `a login goes on with the session's visit`() {
        func session(_ item: ItemID, minutes: Double) -> LogEntry {
            .event(Event(session: "s", item: item, kind: .view, time: Logs.at(days: minutes / 1440)))
        }
        let state = Logs.state([
            Self.event("long ago", minutes: -900), session("a", minutes: 0), session("b", minutes: 5),
            .merged(session: "s", into: "ann", time: Logs.start), session("c", minutes: 9),
        ])
        #expect(Self.visit(state, minutes: 10) == ["a", "b", "c"])
    }

    @Test func `the first and the last event are known, late ones included`() throws {
        let state = Logs.state([
            Self.event("a", minutes: 60), Self.event("b", minutes: -30), Self.event("a", minutes: 80, user: "bob"),
        ])
        #expect(state.seen(.user("ann")) == Logs.at(days: -30.0 / 1440)...Logs.at(days: 60.0 / 1440))
        #expect(state.seen(ItemID("a")) == Logs.at(days: 60.0 / 1440)...Logs.at(days: 80.0 / 1440))
        #expect(state.seen(.user("nobody")) == nil && state.seen(ItemID("nothing")) == nil)
    }
}
