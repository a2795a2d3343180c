import Domain
import Testing

@Suite struct EventTests {
    private let noon = Timestamp(milliseconds: 1_795_246_200_000)

    private func event(_ json: String) throws -> Event {
        let object = try #require(try JSONParser.parse(json).object)
        return try Event(json: object, received: noon)
    }

    @Test func `an event keeps every field through JSON`() throws {
        let text = """
            {"event_id":"e1","user_id":"u","session_id":"s","item_id":"i","type":"purchase","value":2.5,"quantity":2,\
            "price":9.99,"timestamp":"2026-11-01T00:00:00Z","decision_id":"d","position":3,"context":{"device":"phone"}}
            """
        #expect(JSONValue.object(try event(text).json).description == text)
    }

    @Test func `unknown fields are kept in the context`() throws {
        let event = try event(#"{"user_id":"u","item_id":"i","type":"view","referrer":"mail","context":{"x":1}}"#)
        #expect(event.context == ["x": 1, "referrer": "mail"])
        #expect(event.time == noon)
    }

    @Test func `numbers are taken as ids as they are written`() throws {
        #expect(try event(#"{"user_id":17,"item_id":42,"type":"view"}"#).item == "42")
    }

    @Test(arguments: [
        (#"{"item_id":"i","type":"view"}"#, "user_id"), (#"{"user_id":"u","item_id":[],"type":"view"}"#, "item_id"),
        (#"{"user_id":"u","item_id":"i"}"#, "type"), (#"{"user_id":"u","item_id":"i","type":"a/b"}"#, "type"),
        (#"{"user_id":"","item_id":"i","type":"view"}"#, "user_id"),
        (#"{"user_id":[],"item_id":"i","type":"view"}"#, "user_id"),
        (#"{"user_id":"u","item_id":"i","type":"view","value":"x"}"#, "value"),
        (#"{"user_id":"u","item_id":"i","type":"view","timestamp":"yesterday"}"#, "timestamp"),
        (#"{"user_id":"u","item_id":"i","type":"view","position":0}"#, "position"),
        (#"{"user_id":"u","item_id":"i","type":"view","event_id":""}"#, "event_id"),
    ])
    func `a field that does not fit is named`(json: String, field: String) {
        let error = #expect(throws: FieldError.self) { try event(json) }
        #expect(error?.field == field)
    }

    @Test func `two events of one content are one, and any difference makes two`() throws {
        let base = #"{"user_id":"u","item_id":"i","type":"view","timestamp":5"#
        let first = try event(base + "}").identity
        #expect(try event(base + "}").identity == first)
        let others = [#","value":0}"#, #","session_id":"s"}"#, #","price":1}"#, #","a":1}"#, #","position":1}"#]
        let ids = try others.map { try event(base + $0).identity }
        #expect(Set(ids + [first]).count == 6)
    }

    @Test func `fields do not run into one another`() throws {
        let left = Event(user: "ab", item: "c", kind: .view, time: noon)
        let right = Event(user: "a", item: "bc", kind: .view, time: noon)
        #expect(left.identity != right.identity)
    }

    @Test func `the order of the context's members does not matter`() {
        let left = Event(user: "a", item: "b", kind: .view, time: noon, context: ["x": 1, "y": 2])
        let right = Event(user: "a", item: "b", kind: .view, time: noon, context: ["y": 2, "x": 1])
        #expect(left.identity == right.identity)
    }

    @Test func `an id derived from content stays the same in every version`() throws {
        let event = Event(user: "u1", session: "s1", item: "i1", kind: .purchase, value: 2, time: noon)
        #expect(event.identity.description == "content-52267194c0f5aa19ed4265ac5f858e3a")
    }

    @Test func `a derived id reads back as what it was printed as`() throws {
        let id = EventID.derived(255)
        #expect(id.description == "content-000000000000000000000000000000ff")
        #expect(try EventID(id.description) == id)
        #expect(try EventID("content-xyz") == .given("content-xyz"))
        #expect(throws: InvalidIdentifier.empty) { try EventID("") }
    }

    @Test func `kinds are folded to one spelling`() {
        #expect(EventKind("Add To-Cart") == .addToCart)
        #expect(EventKind("") == nil)
        #expect(EventKind("é") == nil)
        #expect(EventKind(String(repeating: "a", count: 65)) == nil)
    }
}
