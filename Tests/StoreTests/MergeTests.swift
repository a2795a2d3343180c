import Domain
import Store
import Testing

@Suite struct MergeTests {
    private let directory = TemporaryDirectory()

    private static func merge(_ session: SessionID, into user: UserID) -> LogEntry {
        .merged(session: session, into: user, time: Timestamp(seconds: 1))
    }

    private static func view(_ item: ItemID, user: UserID? = nil, session: SessionID? = nil) -> LogEntry {
        var event = Event(user: user, session: session, item: item, kind: .view, time: Timestamp(seconds: 1))
        event.context = ["device": "phone"]
        return .event(event)
    }

    @Test func `a session is merged once, and stays with whom it was merged into first`() async throws {
        let store = try directory.store()
        let entries = [Self.merge("s", into: "ann"), Self.merge("s", into: "ann"), Self.merge("s", into: "bob")]
        #expect(try store.append(entries) == [.appended(sequence: 1), .unchanged, .taken])
        let reopened = try directory.store()
        #expect(try await reopened.appendGrouped(Array(entries.dropFirst())) == [.unchanged, .taken])
        #expect(try reopened.bulk { try $0.append(entries[2]) } == .taken)
        #expect(try reopened.entries() == [entries[0]])
    }

    @Test func `two processes that merge one session at once agree on its user`() async throws {
        let stores = try [directory.store(), directory.store()]
        let outcomes = await withTaskGroup(of: [AppendOutcome].self) { group in
            for (place, store) in stores.enumerated() {
                let user = UserID(stringLiteral: "user \(place)")
                group.addTask {
                    (0..<50).compactMap { number in
                        try? store.append([Self.merge(SessionID(stringLiteral: "s\(number)"), into: user)]).first
                    }
                }
            }
            return await group.reduce(into: []) { $0 += $1 }
        }
        #expect(outcomes.count == 100)
        #expect(outcomes.count { $0.isAppended } == 50 && outcomes.count { $0 == .taken } == 50)
    }

    @Test func `a walk over the events tells a merged session's as the user's, before the merge and after it`() throws {
        let store = try directory.store()
        _ = try store.append([
            Self.view("before", session: "s"), Self.view("other", session: "t"), Self.merge("s", into: "ann"),
            Self.view("after", session: "s"), Self.view("both", user: "bob", session: "s"),
        ])
        var (summaries, events): ([Visitor], [Event]) = ([], [])
        try store.forEachEvent { summaries.append($0.visitor) }
        try store.forEachMergedEvent { events.append($1) }
        #expect(summaries == [.user("ann"), .session("t"), .user("ann"), .user("bob")])
        #expect(events.map(\.visitor) == summaries)
        #expect(events.map(\.item) == ["before", "other", "after", "both"])
        #expect(events.allSatisfy { $0.session != nil && $0.context == ["device": "phone"] })
        #expect(try store.activity().users == 2 && store.activity().anonymousSessions == 1)
    }

    @Test func `a walk up to a place does not know of later merges`() throws {
        let store = try directory.store()
        _ = try store.append([Self.view("a", session: "s"), Self.view("b", session: "s"), Self.merge("s", into: "ann")])
        var visitors: [Visitor] = []
        try store.forEachEvent(through: 2) { visitors.append($0.visitor) }
        try store.forEachMergedEvent(after: 1, through: 2) { visitors.append($1.visitor) }
        try store.forEachEvent(after: 1, through: 3) { visitors.append($0.visitor) }
        #expect(visitors == [.session("s"), .session("s"), .session("s"), .user("ann")])
    }
}
