import Domain
import Testing

@testable import Ingest

@Suite struct JSONLinesTests {
    @Test func `an event that was exported is read back the same`() throws {
        var event = Event(
            id: .given("e1"), user: "u", session: "s", item: "i", kind: .purchase, value: 2.5,
            time: Timestamp(milliseconds: 1_700_000_000_123), context: ["device": "phone", "n": 3])
        (event.quantity, event.price, event.decision, event.position) = (2, 9.99, "d", 4)
        let text = JSONValue.object(event.json).description
        let reading = try events(text + "\n", name: "events.jsonl")
        #expect(reading.records == [event])
    }

    @Test func `other names for the fields are recognised, and given ones go first`() throws {
        let text = #"{"userId": 7, "movieId": 12, "rating": 4, "time": 964982703, "extra": [1]}"#
        let event = try events(text, name: "a.ndjson").records[0]
        #expect(event.user == "7" && event.item == "12" && event.value == 4 && event.kind == .rating)
        #expect(event.time.milliseconds == 964_982_703_000 && event.context == ["extra": [1]])
        let mapped = try events(#"{"who": "w", "user": "v", "item": "i"}"#, name: "a.jsonl", columns: "user=who")
        #expect(mapped.records[0].user == "w" && mapped.records[0].context == ["user": "v"])
    }

    @Test func `a field of its own name is never displaced`() throws {
        let event = try events(
            #"{"user": "b", "user_id": "a", "item_id": "i", "value": 1, "score": 2}"#, name: "a.jsonl")
        #expect(event.records[0].user == "a" && event.records[0].value == 1)
        #expect(event.records[0].context == ["user": "b", "score": 2])
    }

    @Test func `the type may be asked for, and a view is assumed`() throws {
        let text = #"{"user_id": "a", "item_id": "i"}"#
        #expect(try events(text, name: "a.jsonl").records[0].kind == .view)
        var options = SourceOptions()
        options.kind = .play
        #expect(try events(text, name: "a.jsonl", options: options).records[0].kind == .play)
    }

    @Test func `times in a format, guests and returns hold here too`() throws {
        var options = SourceOptions()
        options.timeFormat = try TimeFormat("%d/%m/%Y")
        options.kind = .purchase
        let text = #"{"user_id": 0, "session_id": "s", "item_id": "i", "timestamp": "2/1/2024", "quantity": -1}"#
        let reading = try events(text, name: "a.jsonl", options: options)
        let event = try #require(reading.records.first)
        #expect(event.user == nil && event.kind == .return && event.quantity == 1)
        #expect(event.time.description == "2024-01-02T00:00:00Z" && reading.notes.count >= 3)
    }

    @Test(arguments: [
        ("{", RefusalReason.notJSON), ("[1]", .notJSON), ("null", .notJSON), ("{\"user_id\": 1}", .noItem),
        ("{\"item_id\": 1}", .noVisitor), ("{\"user_id\": 1, \"item_id\": \"\"}", .badIdentifier),
        ("{\"user_id\": 1, \"item_id\": 1, \"timestamp\": \"soon\"}", .badTimestamp),
        ("{\"user_id\": 1, \"item_id\": 1, \"timestamp\": 1e40}", .badTimestamp),
        ("{\"user_id\": 1, \"item_id\": 1, \"value\": \"4\"}", .badNumber),
        ("{\"user_id\": 1, \"item_id\": 1, \"type\": \"\"}", .badType),
        ("{\"user_id\": {}, \"item_id\": 1}", .badIdentifier),
        ("{\"user_id\": 1, \"item_id\": 1, \"context\": 5}", .badField),
    ])
    func `a line that is no event is refused with its reason, and the next is read`(
        line: String, reason: RefusalReason
    ) throws {
        let reading = try events(line + "\n\n{\"user_id\": 1, \"item_id\": 2}", name: "a.jsonl")
        #expect(reading.refusals.map(\.reason) == [reason])
        #expect(reading.refusals[0].raw == Array(line.utf8) && reading.lines == [3])
    }

    @Test func `JSON lines are recognised without the name, and an array gets advice`() throws {
        #expect(try events("\n {\"user_id\": 1, \"item_id\": 2}", name: "data").records.count == 1)
        let error = #expect(throws: IngestError.self) { try events("[\n{\"user_id\": 1}]", name: "events.json") }
        #expect(error?.description.contains("jq -c '.[]'") == true)
    }

    @Test func `items and users are read with what else they have`() throws {
        let line = #"{"movieId": 1, "name": "Toys", "genres": "A|B", "release_date": "1995-01-01", "length": 90}"#
        let item = try items(line, name: "items.jsonl").records[0]
        #expect(item.id == "1" && item.title == "Toys" && item.categories == ["A", "B"])
        #expect(item.publishedAt?.description == "1995-01-01T00:00:00Z" && item.attributes == ["length": 90])
        let user = try users(#"{"id": "u", "age": 3}"#, name: "users.jsonl").records[0]
        #expect(user == User(id: "u", attributes: ["age": 3]))
    }

    @Test func `a line in Latin-1 is read when told so`() throws {
        var options = SourceOptions()
        let bytes = Array("{\"user_id\": \"Ren".utf8) + [0xE9] + Array("\", \"item_id\": 1}".utf8)
        #expect(try events(bytes, name: "a.jsonl", options: options).refusals.map(\.reason) == [.badEncoding])
        options.encoding = .latin1
        #expect(try events(bytes, name: "a.jsonl", options: options).records.map(\.user) == ["René"])
    }
}
