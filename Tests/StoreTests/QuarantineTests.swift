import Domain
import Testing

@testable import Store

@Suite struct QuarantineTests {
    private let directory: TemporaryDirectory
    private let store: LogStore

    init() throws {
        directory = TemporaryDirectory()
        store = try directory.store()
    }

    private func refused(_ number: Int, _ field: String = "item_id", body: String? = nil) -> RefusedEvent {
        RefusedEvent(
            received: Timestamp(seconds: Int64(number)), source: "http", error: FieldError(field, "is missing"),
            body: body ?? "{\"n\":\(number)}")
    }

    private func ids(_ events: [QuarantinedEvent]) -> [Int64] { events.map(\.id) }

    @Test func `what is kept reads back as it was, in either order and a page at a time`() async throws {
        let events = (1...5).map { refused($0) }
        try await store.quarantine(events, maximum: 100)
        #expect(
            try store.quarantined(limit: 10) == zip(1..., events).map { QuarantinedEvent(id: $0, event: $1) }.reversed()
        )
        #expect(ids(try store.quarantined(limit: 2)) == [5, 4])
        #expect(ids(try store.quarantined(after: 4, limit: 2)) == [3, 2])
        #expect(ids(try store.quarantined(.oldestFirst, after: 2, limit: 2)) == [3, 4])
        #expect(try store.quarantinedEvent(3)?.event == events[2])
        #expect(try store.quarantinedEvent(6) == nil && store.quarantinedEvent(0) == nil)
    }

    @Test func `the oldest go when there are too many, and gaps do not count`() async throws {
        for number in 1...7 { try await store.quarantine([refused(number)], maximum: 5) }
        #expect(ids(try store.quarantined(.oldestFirst, limit: 10)) == [3, 4, 5, 6, 7])
        try store.settleQuarantine(removed: [4, 5, 6])
        try await store.quarantine((8...9).map { refused($0) }, maximum: 5)
        #expect(ids(try store.quarantined(.oldestFirst, limit: 10)) == [3, 7, 8, 9])
        try await store.quarantine((10...30).map { refused($0) }, maximum: 5)
        #expect(
            try store.quarantined(limit: 10).map(\.event.received.milliseconds)
                == [30, 29, 28, 27, 26].map { $0 * 1000 })
    }

    @Test func `they are found by field, and by what the reason says, taken literally`() async throws {
        var odd = refused(3, "timestamp")
        odd.error = FieldError("timestamp", "is 100% off")
        try await store.quarantine([refused(1), refused(2, "user_id"), odd], maximum: 100)
        #expect(ids(try store.quarantined(reason: "user_id", limit: 9)) == [2])
        #expect(ids(try store.quarantined(reason: "missing", limit: 9)) == [2, 1])
        #expect(ids(try store.quarantined(reason: "100%", limit: 9)) == [3])
        #expect(try store.quarantined(reason: "%", limit: 9).count == 1)
        #expect(try store.quarantineCounts() == ["item_id": 1, "user_id": 1, "timestamp": 1])
    }

    @Test func `what is settled leaves, the others get their new reason, and emptying leaves nothing`() async throws {
        try await store.quarantine((1...4).map { refused($0) }, maximum: 100)
        try store.settleQuarantine(removed: [1, 99], refused: [3: FieldError("type", "is odd")])
        #expect(ids(try store.quarantined(.oldestFirst, limit: 9)) == [2, 3, 4])
        #expect(try store.quarantinedEvent(3)?.event.error == FieldError("type", "is odd"))
        #expect(try store.emptyQuarantine() == 3)
        #expect(try store.quarantined(limit: 9).isEmpty)
        try await store.quarantine([refused(5)], maximum: 100)
        #expect(ids(try store.quarantined(limit: 9)) == [5], "a number is not given out twice")
    }

    @Test func `the quarantine is no part of the log`() async throws {
        let before = try store.position()
        try await store.quarantine((1...50).map { refused($0) }, maximum: 100)
        #expect(try store.position() == before && store.counts().events == 0)
    }

    @Test func `a long text is cut between two characters`() {
        let text = "x" + String(repeating: "é", count: RefusedEvent.maximumBodyBytes)
        let event = refused(1, body: text)
        #expect(event.body.utf8.count == RefusedEvent.maximumBodyBytes - 1)
        #expect(text.hasPrefix(event.body) && event.body.hasSuffix("é"))
    }
}
