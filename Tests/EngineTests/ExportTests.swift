import Domain
import Foundation
import Ingest
import Store
import Synchronization
import Testing

@testable import Engine

@Suite struct ExportTests {
    /// Events with every field, ids given and derived, guests, odd characters.
    private static let events: [Event] = {
        var full = Event(
            id: .given("order-1/Ä\u{1F600}"), user: "u \"1\"", session: "s", item: "i,1", kind: .purchase, value: 2.5,
            time: Timestamp(milliseconds: 1_700_000_000_123),
            context: ["device": "tv", "nested": ["a": [1, 2.5, nil, true]]])
        (full.quantity, full.price, full.decision, full.position) = (3, 0.1, "d-1", 4)
        let derived = Event(
            user: "u2", item: "i\u{2028}2", kind: .rating, value: 0.1 + 0.2, time: Timestamp(seconds: -1))
        let guest = Event(session: "s2", item: "i3", kind: .view, time: .unknown)
        return [full, derived, guest]
    }()

    private func lines(_ export: (@escaping ExportSink) throws -> Int) throws -> [UInt8] {
        let gathered = Mutex<[UInt8]>([])
        _ = try export { bytes in gathered.withLock { $0 += bytes } }
        return gathered.withLock { $0 }
    }

    @Test func `what is exported and imported elsewhere is the same, ids and order too`() async throws {
        let directory = try EngineDirectory()
        let (from, to) = (try directory.engine("from"), try directory.engine("to"))
        _ = try await from.record(Self.events)
        var item = Item(id: "i,1")
        (item.title, item.price, item.stock, item.tags) = ("Hat \"large\"", 0.1, 2, ["a", "b"])
        (item.publishedAt, item.attributes) = (Timestamp(seconds: 1_700_000_000), ["colour": ["red", 1]])
        _ = try await from.put(item)
        _ = try await from.put(User(id: "u2", attributes: ["country": "PT"]))
        let events = try lines(from.everyEvent)
        #expect(try to.importEvents(from: directory.write(events, to: "e.jsonl")).imported == 3)
        #expect(try to.importItems(from: directory.write(try lines(from.exportItems), to: "i.jsonl")).imported == 1)
        #expect(try to.importUsers(from: directory.write(try lines(from.exportUsers), to: "u.jsonl")).imported == 1)
        #expect(try lines(to.everyEvent) == events)
        #expect(to.item("i,1") == from.item("i,1"))
        #expect(to.user("u2") == from.user("u2"))
        var identities: [[String]] = []
        for engine in [from, to] {
            var own: [String] = []
            try engine.store.forEachRecord { if case .event(let event) = $0.entry { own.append("\(event.identity)") } }
            identities.append(own)
        }
        #expect(identities[0] == identities[1] && identities[0][0] == "order-1/Ä\u{1F600}")
        // The ids travel: the export counts as the same events where they came from.
        #expect(try from.importEvents(from: directory.path("e.jsonl")).duplicates == 3)
    }

    @Test func `a sink that fails ends the export with its error`() async throws {
        struct Full: Error {}
        let directory = try EngineDirectory()
        let engine = try directory.engine()
        _ = try await engine.record(Self.events)
        #expect(throws: Full.self) { try engine.everyEvent { _ in throw Full() } }
        #expect(try lines(engine.everyEvent).isEmpty == false)
    }
}

extension Kindred {
    fileprivate func everyEvent(to sink: @escaping ExportSink) throws -> Int {
        try exportEvents(of: EventSpan(), to: sink)
    }
}
