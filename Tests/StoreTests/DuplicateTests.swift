import Domain
import Store
import Testing

@Suite struct DuplicateTests {
    private let directory = TemporaryDirectory()

    @Test(arguments: [nil, EventID.given("order-1")])
    func `an event counts once: in a batch, across batches and across reopening`(id: EventID?) throws {
        let event = view(1, id: id)
        var store = try directory.store()
        #expect(try store.append([.event(event), .event(event)]) == [.appended(sequence: 1), .duplicate])
        #expect(try store.append([.event(event), .event(view(2))]) == [.duplicate, .appended(sequence: 2)])
        try store.close()
        store = try directory.store()
        #expect(try store.append([.event(event)]) == [.duplicate])
        try #expect(store.bulk { try $0.append([event, view(3)]) } == 1)
        #expect(try store.counts().events == 3)
        #expect(try store.records().map(\.sequence) == [1, 2, 3])
    }

    @Test func `an id of the sender counts once whatever the content`() throws {
        let store = try directory.store()
        #expect(
            try store.append([.event(view(1, id: .given("x"))), .event(view(2, id: .given("x")))])
                == [.appended(sequence: 1), .duplicate])
    }

    @Test func `an exported event comes back under its derived id and counts once`() throws {
        let store = try directory.store()
        _ = try store.append([.event(EntrySamples.fullEvent())])
        guard case .event(let stored)? = try store.entries().first else { throw FieldError("event", "is gone") }
        let text = JSONValue.object(stored.json).description
        let read = try Event(json: try #require(JSONParser.parse(text).object), received: .unknown)
        #expect(try store.append([.event(read)]) == [.duplicate])
    }

    @Test func `an id that only looks derived is the sender's own and counts once`() throws {
        let store = try directory.store()
        let forged = EventID.derived(EventFingerprint.of(view(1)) &+ 1)
        #expect(
            try store.append([.event(view(1, id: forged)), .event(view(2, id: forged)), .event(view(1))])
                == [.appended(sequence: 1), .duplicate, .appended(sequence: 2)])
        guard case .event(let back)? = try store.entries().first else { throw FieldError("event", "is gone") }
        #expect(back.id == forged)
    }

    @Test func `two events that differ in one field only are two`() throws {
        var events = Array(repeating: view(1), count: 9)
        events[1].user = "v"
        events[2].session = "s"
        events[3].item = "other"
        events[4].kind = .click
        events[5].value = 0
        events[6].time = Timestamp(milliseconds: view(1).time.milliseconds + 1)
        events[7].context = ["a": 1]
        events[8].position = 1
        let outcomes = try directory.store().append(events.map { .event($0) })
        #expect(outcomes.filter(\.isAppended).count == 9)
    }

    @Test func `a decision is recorded once, and its id may be an event's too`() throws {
        let store = try directory.store()
        let decision = LogEntry.decision(EntrySamples.decision("d"), visitor: nil)
        #expect(
            try store.append([decision, .event(view(1, id: .given("d"))), decision])
                == [.appended(sequence: 1), .appended(sequence: 2), .duplicate])
    }

    @Test func `the last sequence number is not given out again after its record is gone`() throws {
        let store = try directory.store()
        _ = try store.append([.event(view(1)), .event(view(2))])
        try directory.execute("DELETE FROM log WHERE sequence = 2")
        #expect(try store.append([.event(view(3))]) == [.appended(sequence: 3)])
    }
}
