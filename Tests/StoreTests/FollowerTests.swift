import Domain
import Matrices
import Synchronization
import Testing

@testable import Store

/// Who follows the log hears what reading it would tell, once and in order.
@Suite struct FollowerTests {
    private let directory = TemporaryDirectory()

    /// What a follower heard. A class because the follower runs on a thread of its own.
    private final class Heard: Sendable {
        let groups = Mutex<[[LogRecord]]>([])

        var records: [LogRecord] { groups.withLock { $0.flatMap(\.self) } }
    }

    private func followed() throws -> (LogStore, Heard) {
        let (store, heard) = (try directory.store(), Heard())
        store.follow { runs in
            let records = runs.flatMap { run in
                run.entries.enumerated().map { LogRecord(sequence: run.first + Int64($0), entry: $1) }
            }
            heard.groups.withLock { $0.append(records) }
        }
        return (store, heard)
    }

    /// A number may have two values for one text in JSON: 3 and 3.0, 0 and -0.
    @Test func `what is told of an event with numbers is what is read back, to the bit`() async throws {
        let (store, heard) = try followed()
        let numbers = [0, -0.0, 3, -2, 0.1, 1e15, 1e300, 5e-324, 123_456_789.5]
        let events = numbers.enumerated().map { place, number in
            var event = Event(
                id: .given("e\(place)"), user: "u", item: "i", kind: .purchase, value: number, time: .unknown)
            (event.quantity, event.price, event.position) = (number, number, place + 1)
            event.context = ["n": .number(number), "deep": ["list": [.number(number), nil, 1, "x", true]]]
            return LogEntry.event(event)
        }
        let bare = numbers.map { number in
            var event = Event(session: "s", item: "i", kind: .purchase, time: .unknown)
            (event.price, event.decision) = (number, "d")
            return LogEntry.event(event)
        }
        _ = try await store.appendGrouped(events + bare)
        let read = try store.records()
        #expect(heard.records == read)
        for (told, read) in zip(heard.records, read) {
            guard case .event(let told) = told.entry, case .event(let read) = read.entry else { continue }
            #expect(told.price?.bitPattern == read.price?.bitPattern, "\(read.price ?? 0)")
            #expect(told.quantity?.bitPattern == read.quantity?.bitPattern, "\(read.quantity ?? 0)")
            #expect(told.value?.bitPattern == read.value?.bitPattern, "\(read.value ?? 0)")
        }
    }

    @Test func `what is told of every kind of entry is what is read back`() async throws {
        let (store, heard) = try followed()
        _ = try await store.appendGrouped(EntrySamples.all())
        #expect(heard.records == (try store.records()))
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `what is told of random events is what is read back`(seed: UInt64) async throws {
        let (store, heard) = try followed()
        var random = SeededRandom(seed: seed)
        for _ in 0..<20 {
            let events = try (0..<50).map { _ in LogEntry.event(try Self.event(&random)) }
            _ = try await store.appendGrouped(events)
        }
        #expect(heard.records == (try store.records()), "seed \(seed)")
    }

    private static func event(_ random: inout SeededRandom) throws -> Event {
        func draw(_ count: Int) -> Int { Int(random.uniform() * Double(count)) }
        var event = Event(
            user: try UserID("u\(draw(9))"), item: try ItemID("i\(draw(9))"), kind: draw(2) == 0 ? .view : .rating,
            time: Timestamp(milliseconds: Int64(draw(2000))))
        let texts = EntrySamples.oddTexts
        switch draw(4) {
        case 0: event.id = .given("e-\(draw(500))")
        case 1: event.id = try EventID("content-\(String(repeating: "0123abcd", count: 4))")
        default: break
        }
        if draw(2) == 0 { event.session = try SessionID("s\(draw(4))") }
        if draw(3) == 0 { event.value = [0, -0.0, 3, 0.1][draw(4)] }
        if draw(5) == 0 { (event.quantity, event.price, event.position) = (3, 0.1, 1 + draw(9)) }
        if draw(5) == 0 { event.decision = "d" }
        // 3.0 is written as 3 and read back as a whole number: the follower must hear the whole number too.
        if draw(5) == 0 { event.context = ["x": .number(3), "text": .string(texts[draw(texts.count)])] }
        return event
    }

    @Test func `duplicates are not told, and what others write is a gap`() async throws {
        let (store, heard) = try followed()
        _ = try await store.appendGrouped([.event(view(1)), .event(view(1)), .event(view(2))])
        _ = try store.append([.event(view(3))])
        _ = try await store.appendGrouped([.event(view(1)), .event(view(4))])
        #expect(heard.groups.withLock { $0.map { $0.map(\.sequence) } } == [[1, 2], [4]])
    }

    @Test func `a group is told before its callers are answered, and in the order of the log`() async throws {
        let (store, heard) = try followed()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<300 {
                group.addTask {
                    let outcomes = try await store.appendGrouped([.event(view(number))])
                    guard case .appended(let sequence)? = outcomes.first else { throw FieldError("event", "is gone") }
                    #expect(heard.records.contains { $0.sequence == sequence })
                }
            }
            try await group.waitForAll()
        }
        #expect(heard.records.map(\.sequence) == Array(1...Int64(300)))
        #expect(store.groups.waitingEntries == 0)
    }

    @Test func `a group that was not committed is not told`() async throws {
        let (store, heard) = try followed()
        try store.execute("PRAGMA query_only = 1")
        await #expect(throws: StoreError.readOnly(path: store.path)) {
            try await store.appendGrouped([.event(view(1))])
        }
        #expect(heard.records.isEmpty && store.groups.waitingEntries == 0)
    }
}
