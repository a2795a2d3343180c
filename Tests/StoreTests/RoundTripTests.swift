import Domain
import Store
import Testing

@Suite struct RoundTripTests {
    private let directory = TemporaryDirectory()

    /// An event that came without an id comes back with its derived one.
    private func asRead(_ entry: LogEntry) -> LogEntry {
        guard case .event(var event) = entry else { return entry }
        event.id = event.identity
        return .event(event)
    }

    @Test func `every kind of entry is read back as it was written, in order, also after reopening`() throws {
        let entries = EntrySamples.all()
        let store = try directory.store()
        let outcomes = try store.append(entries)
        #expect(outcomes == (1...Int64(entries.count)).map { .appended(sequence: $0) })
        #expect(try store.entries() == entries.map(asRead))
        try store.close()
        #expect(try directory.store().entries() == entries.map(asRead))
    }

    @Test(arguments: EntrySamples.oddTexts) func `any text is kept byte for byte`(text: String) throws {
        var event = Event(user: "u", item: "i", kind: .view, time: .unknown)
        event.context = ["note": .string(text), text: 1]
        if let id = try? ItemID(text) { event.item = id }
        if let id = try? UserID(text) { (event.user, event.session) = (id, try SessionID(text)) }
        var product = item("p", title: text)
        product.attributes = ["x-\(text)": .array([.string(text)])]
        event.id = (try? EventID(text)) ?? .given(text)
        let store = try directory.store()
        _ = try store.append([.event(event), .item(product)])
        #expect(try store.entries() == [.event(event), .item(product)])
        guard case .event(let back)? = try store.entries().first else { throw FieldError("event", "is gone") }
        #expect(Array((back.item?.value ?? "").utf8) == Array((event.item?.value ?? "").utf8))
        #expect(try store.append([.event(event)]) == [.duplicate])
    }

    @Test(arguments: [0.0, -0.0, 5, -1.5, 0.1, 1e300, .greatestFiniteMagnitude])
    func `a number keeps its bits`(number: Double) throws {
        var event = view(1)
        (event.value, event.quantity) = (number, 3)
        let store = try directory.store()
        _ = try store.append([.event(event)])
        var bits: UInt64?
        try store.forEachEvent { bits = $0.value?.bitPattern }
        #expect(bits == number.bitPattern)
    }

    @Test(arguments: [Timestamp.range.lowerBound, .range.upperBound, .unknown, Timestamp(milliseconds: -1)])
    func `a time keeps its millisecond`(time: Timestamp) throws {
        var event = view(1)
        event.time = time
        let store = try directory.store()
        _ = try store.append([.event(event)])
        var back: Timestamp?
        try store.forEachEvent { back = $0.time }
        #expect(back == time)
    }

    @Test func `a summary says what the whole event says`() throws {
        let store = try directory.store()
        _ = try store.append(EntrySamples.all())
        var summaries: [EventSummary] = []
        try store.forEachEvent { summaries.append($0) }
        let events = try store.records().compactMap { record -> (Int64, Event)? in
            if case .event(let event) = record.entry { (record.sequence, event) } else { nil }
        }
        try #require(summaries.count == events.count)
        for (summary, (sequence, event)) in zip(summaries, events) {
            #expect(summary.sequence == sequence)
            #expect((summary.user, summary.session) == (event.user, event.session))
            #expect((summary.item, summary.kind, summary.time) == (event.item, event.kind, event.time))
            #expect(summary.value == event.value)
            #expect(summary.visitor == event.visitor)
        }
    }

    @Test func `a walk begins after a place and ends at one`() throws {
        let store = try directory.store()
        _ = try store.append((1...9).map { .event(view($0)) })
        var seen: [Int64] = []
        try store.forEachRecord(after: 3, through: 6) { seen.append($0.sequence) }
        try store.forEachEvent(after: 7) { seen.append($0.sequence) }
        #expect(seen == [4, 5, 6, 8, 9])
    }

    @Test func `what the walker throws ends the walk and comes out`() throws {
        let store = try directory.store()
        _ = try store.append((1...9).map { .event(view($0)) })
        var count = 0
        #expect(throws: FieldError.self) {
            try store.forEachEvent { _ in
                count += 1
                if count == 2 { throw FieldError("x", "is enough") }
            }
        }
        #expect(count == 2)
    }

    @Test func `reads nest`() throws {
        let store = try directory.store()
        _ = try store.append([.item(item("item-1", title: "One")), .event(view(1)), .event(view(2))])
        var titles: [String?] = []
        try store.forEachEvent { event in
            titles.append(try store.item(event.item)?.title)
            try store.forEachEvent(after: event.sequence) { titles.append("after \($0.item)") }
        }
        #expect(titles == ["One", "after item-2", nil])
    }
}
