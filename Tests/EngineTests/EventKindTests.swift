import Domain
import State
import Testing

@testable import Engine

@Suite struct EventKindTests {
    private let directory: EngineDirectory
    private let engine: Kindred

    init() throws {
        directory = try EngineDirectory()
        engine = try directory.engine()
    }

    private func send(_ text: String) async throws -> EventReport {
        var delivery = engine.delivery(.lines, isPacked: false, maximumBytes: 1 << 20)
        try await delivery.take(Array(text.utf8))
        return try await delivery.finish()
    }

    @Test func `a search without an item is kept, exported with its query, and counts nothing`() async throws {
        let line =
            #"{"event_id":"q","user_id":"u","type":"search","currency":"EUR","new":1,"context":{"query":"red shoes"}}"#
        #expect(try await send(line).accepted == 1)
        var exported: [UInt8] = []
        #expect(try engine.exportEvents(of: EventSpan()) { exported += $0 } == 1)
        let event = try #require(try JSONParser.parse(exported).object)
        #expect(event["item_id"] == nil)
        #expect(event["context"] == ["query": "red shoes", "currency": "EUR", "new": 1])
        #expect(engine.state.eventCount == 1 && engine.state.visitorCount == 0)
        let file = try directory.write(exported, to: "again.jsonl")
        #expect(try engine.importEvents(from: file).duplicates == 1)
        let other = try directory.engine("other")
        #expect(try other.importEvents(from: file).imported == 1)
        #expect(throws: EngineError.self) { try other.train(.init(models: ["popular"])) }
    }

    @Test func `an impression does not keep an item from the list, a view does`() async throws {
        _ = try engine.importEvents(from: directory.write(Checkerboard.csv(), to: "e.csv"))
        let first = try engine.list(user: "new").items[0]
        _ = try await send(#"{"user_id":"new","item_id":"\#(first)","type":"impression"}"#)
        #expect(try engine.list(user: "new").items.contains(first))
        #expect(engine.history(of: .user("new"), limit: 9).isEmpty)
        _ = try await send(#"{"user_id":"new","item_id":"\#(first)","type":"view"}"#)
        #expect(try !engine.list(user: "new").items.contains(first))
    }

    @Test func `files are held to the same rules as what is sent, save for the age`() async throws {
        let rows = [
            #"{"user_id":"u","item_id":"i","type":"rating"}"#, #"{"user_id":"u","type":"view"}"#,
            #"{"user_id":"u","item_id":"i","type":"dwell","timestamp":"2126-01-01T00:00:00Z","value":9}"#,
            #"{"user_id":"u","item_id":"i","type":"view","schema":9}"#,
        ]
        let old = #"{"user_id":"u","item_id":"i","type":"view","timestamp":"1999-01-01T00:00:00Z"}"#
        let text = (rows + [old]).joined(separator: "\n")
        let report = try await send(text)
        #expect(report.accepted == 0)
        #expect(report.rejected.map(\.error.field) == ["value", "item_id", "timestamp", "schema", "timestamp"])
        let summary = try engine.importEvents(from: directory.write(text, to: "e.jsonl"))
        #expect(summary.imported == 1 && summary.rejectedCount == 4)
        #expect(
            Set(summary.rejected.map(\.reason)) == ["missing value", "no item", "bad timestamp", "bad field"])
        let csv = try directory.write("user,item,type,rating\nu,,search,\nu,,view,\nu,i,rating,\n", to: "e.csv")
        let table = try engine.importEvents(from: csv)
        #expect(table.imported == 1 && table.rejectedCount == 2)
        try await #expect(engine.quarantined(limit: 99).count == 5, "rows of files wait beside the file")
    }
}
