import Domain
import Matrices
import State
import Testing

@Suite struct LiveStateTests {
    @Test func `a record that was folded in already changes nothing`() {
        var state = Logs.state([Logs.event("ann", "boot"), Logs.event("ann", "hat")])
        let before = Telling(state)
        state.apply(LogRecord(sequence: 2, entry: Logs.event("ann", "hat")))
        state.apply(LogRecord(sequence: 1, entry: .itemDeleted("boot")))
        state.apply(LogRecord(sequence: 0, entry: .user(User(id: "ann"))))
        #expect(Telling(state) == before)
        #expect(state.position == 2)
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `a fold in one go equals a fold with restarts, copies and repeated records`(seed: UInt64) {
        let weights = EventWeights(halfLifeDays: 20)
        let log = Logs.random(seed: seed, count: 800)
        var whole = LiveState(weights: weights)
        for record in log { whole.apply(record) }

        var random = SeededRandom(seed: seed, stream: 1)
        var (parts, copies): (LiveState, [LiveState]) = (LiveState(weights: weights), [])
        var index = 0
        while index < log.count {
            parts.apply(log[index])
            if random.below(10) == 0 { copies.append(parts) }
            index = random.below(25) == 0 ? max(0, index - random.below(30)) : index + 1
        }
        #expect(Telling(parts) == Telling(whole))
    }

    @Test(arguments: [4, 5] as [UInt64])
    func `a copy never feels what happens to the original`(seed: UInt64) {
        let log = Logs.random(seed: seed, count: 600)
        var state = LiveState(weights: EventWeights())
        for record in log.prefix(300) { state.apply(record) }
        let copy = state
        let before = Telling(copy)
        for record in log.dropFirst(300) { state.apply(record) }
        #expect(Telling(copy) == before)
        #expect(Telling(state) != before)
    }

    @Test func `of more kinds than have a number each weighs what was configured`() {
        var kinds: [String: EventWeights.Kind] = [:]
        for number in 10..<90 { kinds["kind_\(number)"] = EventWeights.Kind(weight: Double(number), minimumValue: 1) }
        for number in 70..<90 { kinds["kind_\(number)"] = EventWeights.Kind(weight: 0, touches: false) }
        let weights = EventWeights(kinds: kinds)
        var state = LiveState(weights: weights)
        let names = (10..<92).map { "kind_\($0)" } + ["hide", "view"]
        for (place, kind) in names.compactMap({ EventKind($0) }).enumerated() {
            #expect(state.touches(kind) == weights.touches(kind), "\(kind)")
            let item = ItemID(stringLiteral: "i\(place)")
            for value in [0.5, 2] {
                let event = Event(user: "u", item: item, kind: kind, value: value, time: Timestamp(seconds: 1))
                state.apply(LogRecord(sequence: state.position + 1, entry: .event(event)))
            }
            let past = state.history(of: .user("u"), at: Timestamp(seconds: 1)).first { $0.item == item }
            let expected = weights.weight(of: kind, value: 0.5) + weights.weight(of: kind, value: 2)
            #expect(past?.sum == (weights.touches(kind) ? expected : nil), "\(kind)")
        }
    }

    @Test func `a decision moves the position and nothing else`() {
        var state = Logs.state([Logs.event("ann", "boot")])
        let decision = Decision(
            id: "d", placement: .home, release: nil, source: .empty, recommendations: [], logPosition: 1,
            time: Logs.start)
        state.apply(LogRecord(sequence: 9, entry: .decision(decision, visitor: nil)))
        #expect(state.position == 9)
        #expect(state.eventCount == 1)
    }

    @Test func `users come, change and go, and their history stays`() {
        var state = Logs.state([
            .user(User(id: "ann", attributes: ["age": 30])), .user(User(id: "ann", attributes: ["age": 31])),
            Logs.event("ann", "boot"),
        ])
        #expect(state.user("ann")?.attributes["age"] == 31)
        #expect(state.userCount == 1)
        state.apply(LogRecord(sequence: 4, entry: .userDeleted("ann")))
        #expect(state.user("ann") == nil)
        #expect(state.history(of: .user("ann"), at: Logs.start).map(\.item) == ["boot"])
    }

    @Test func `visitors are told in the order the log met them, by pages`() {
        let state = Logs.state([
            Logs.event("zoe", "a"), Logs.event("ann", "a"), Logs.event("zoe", "b"), Logs.event("bob", "a"),
        ])
        #expect(state.visitors(from: 0, limit: 2) == [.user("zoe"), .user("ann")])
        #expect(state.visitors(from: 2, limit: 2) == [.user("bob")])
        #expect(state.visitors(from: 9, limit: 2).isEmpty)
        #expect(state.visitors(from: -3, limit: -1).isEmpty)
        #expect(state.visitorCount == 3)
    }

    @Test func `a user and a session of one name are two visitors`() {
        let state = Logs.state([
            Logs.event("1", "a"), .event(Event(session: "1", item: "b", kind: .view, time: Logs.start)),
        ])
        #expect(state.history(of: .user("1"), at: Logs.start).map(\.item) == ["a"])
        #expect(state.history(of: .session("1"), at: Logs.start).map(\.item) == ["b"])
        #expect(state.history(of: .session("2"), at: Logs.start).isEmpty)
    }
}
