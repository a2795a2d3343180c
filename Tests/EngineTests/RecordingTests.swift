import Domain
import Ingest
import State
import Store
import Testing

@testable import Engine

@Suite struct RecordingTests {
    private let directory: EngineDirectory
    private let engine: Kindred

    init() throws {
        directory = try EngineDirectory()
        engine = try directory.trainedEngine()
    }

    private func event(_ item: ItemID, user: UserID? = nil, session: SessionID? = nil, second: Int64 = 0) -> Event {
        Event(user: user, session: session, item: item, kind: .view, time: Timestamp(seconds: 1_700_100_000 + second))
    }

    private func isOdd(_ items: [String]) -> Bool {
        items.allSatisfy { Int($0.dropFirst()).map { $0 % 2 == 1 } ?? false }
    }

    @Test func `an event is in the next list without retraining, and in the log of whoever opens it next`() async throws
    {
        #expect(try engine.list(user: "new").source == .popular)
        let outcomes = try await engine.record([event("i3", user: "new"), event("i5", user: "new", second: 1)])
        guard case .accepted(let sequence) = outcomes[1] else { return #expect(Bool(false), "it was not accepted") }
        #expect(sequence == engine.state.position)
        let list = try engine.list(user: "new", limit: 8)
        #expect(list.source == .personal && isOdd(list.items))
        #expect(!list.items.contains("i3") && !list.items.contains("i5"))
        #expect(list.recommendations[0].reason.code == .becauseOfHistory)
        #expect(list.recommendations[0].reason.because.allSatisfy { ["i3", "i5"].contains($0.item) })
        #expect(list.recommendations[0].reason.text.contains("Thing number"))
        #expect(try directory.engine().list(user: "new", limit: 8) == list)
    }

    @Test func `the same event again is a duplicate and changes nothing`() async throws {
        let events = [event("i3", user: "new"), event("i5", user: "new")]
        _ = try await engine.record(events)
        let before = try Holding(engine)
        #expect(try await engine.record(events + events) == [.duplicate, .duplicate, .duplicate, .duplicate])
        #expect(try Holding(engine) == before)
    }

    @Test func `a guest's events make the guest's lists`() async throws {
        _ = try await engine.record([event("i7", session: "s"), event("i9", session: "s", second: 1)])
        let list = try engine.list(session: "s", limit: 8)
        #expect(list.source == .session && isOdd(list.items))
        #expect(try engine.list(user: "s").source == .popular, "a user of the session's name is somebody else")
    }

    @Test func `an item nobody has touched gets neighbours by what it is, and is found by them`() async throws {
        var item = Item(id: "new")
        (item.title, item.categories) = ("Thing number 99", ["Odd"])
        _ = try await engine.put(item)
        let list = try engine.list(.similar, item: "new", limit: 5)
        #expect(list.source == .content && isOdd(list.items))
        #expect(list.recommendations.allSatisfy { $0.reason.code == .sameKind && $0.reason.because[0].item == "new" })
    }

    @Test func `each recommended list is in the log before the engine is closed, and none that was looked at`()
        async throws
    {
        let before = try engine.store.counts().decisions
        var ids: [DecisionID] = []
        for number in 0..<50 {
            let id = engine.newDecisionID()
            ids.append(id)
            var request = RecommendationRequest(
                decision: id, placement: .home, user: number % 2 == 0 ? UserID(stringLiteral: "u\(number)") : nil,
                time: Kindred.now())
            if number % 2 == 1 { request.session = SessionID(stringLiteral: "s\(number)") }
            let answer = try engine.recommend(request)
            #expect(answer.id == id && answer.release == 1)
        }
        _ = try engine.list(user: "u0")
        await engine.close()
        var recorded: [DecisionID: (Decision, Visitor?)] = [:]
        try engine.store.forEachRecord { record in
            if case .decision(let decision, let visitor) = record.entry { recorded[decision.id] = (decision, visitor) }
        }
        #expect(try engine.store.counts().decisions == before + 50)
        #expect(Set(recorded.keys) == Set(ids))
        let first = try #require(recorded[ids[0]])
        #expect(first.1 == .user("u0") && first.0.recommendations.count == 10)
        #expect(first.0.recommendations == (try engine.list(user: "u0").recommendations))
        #expect(recorded[ids[1]]?.1 == .session("s1"))
    }

    @Test func `an event of a type without a weight stands in the history under its name`() async throws {
        let kind = try #require(EventKind("teleported"))
        _ = try await engine.record([
            Event(user: "new", item: "i3", kind: kind, time: Timestamp(seconds: 1_700_100_000))
        ])
        let line = try #require(engine.history(of: .user("new"), limit: 1).first)
        #expect(line.kind == kind && line.weight == 0)
        #expect(!(try engine.list(user: "new").items.contains("i3")))
    }
}
