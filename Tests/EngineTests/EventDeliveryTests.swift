import Dispatch
import Domain
import State
import Testing

@testable import Engine
@testable import Store

@Suite struct EventDeliveryTests {
    private let directory: EngineDirectory
    private let engine: Kindred

    init() throws {
        directory = try EngineDirectory()
        engine = try directory.engine()
    }

    private static let received = Timestamp(seconds: 1_800_000_000)

    private func delivery(_ form: EventDelivery.Form = .lines, maximumBytes: Int = 1 << 30, sent: Timestamp? = nil)
        -> EventDelivery
    {
        engine.delivery(form, isPacked: false, maximumBytes: maximumBytes, received: Self.received, sent: sent)
    }

    private func line(_ number: Int, _ more: String = "") -> String {
        #"{"event_id":"e\#(number)","user_id":"ü\#(number % 7)","item_id":"i\#(number % 11)","type":"view"\#(more)}"#
    }

    @Test(arguments: [1, 3, 64, 1 << 20])
    func `events in pieces of any size are all taken, once`(size: Int) async throws {
        let bytes = Array((0..<300).map { line($0) }.joined(separator: "\r\n").utf8)
        for round in 0..<2 {
            var delivery = delivery()
            for start in stride(from: 0, to: bytes.count, by: size) {
                try await delivery.take(Array(bytes[start..<min(start + size, bytes.count)]))
            }
            let report = try await delivery.finish()
            #expect((report.accepted, report.duplicates) == (round == 0 ? 300 : 0, round == 0 ? 0 : 300))
            #expect(report.rejectedCount == 0 && report.taken == 300)
        }
        #expect(try engine.store.counts().events == 300)
    }

    @Test func `a hundred thousand lines take several chunks, and each bad one is told by its line`() async throws {
        var delivery = delivery()
        var piece: [UInt8] = []
        for number in 0..<100_000 {
            piece += Array((number % 40_000 == 17 ? "{" : line(number)).utf8) + [0x0A]
            if piece.count > 60_000 {
                try await delivery.take(piece)
                piece = []
            }
        }
        try await delivery.take(piece)
        let report = try await delivery.finish()
        #expect(report.accepted == 99_997)
        #expect(report.rejected.map(\.index) == [17, 40_017, 80_017])
        #expect(report.rejected.allSatisfy { $0.error.problem.contains("not valid JSON at byte 1") })
        #expect(engine.state.eventCount == 99_997)
        try await #expect(engine.quarantined(limit: 9).map(\.event.body) == ["{", "{", "{"])
    }

    @Test func `the list of refusals ends where it says, and the count goes on`() async throws {
        var delivery = delivery()
        try await delivery.take(Array(String(repeating: "7\n", count: 5000).utf8))
        let report = try await delivery.finish()
        #expect(report.rejected.count == EventReport.maximumListed && report.rejectedCount == 5000)
        #expect(report.json["rejected_count"] == 5000)
    }

    @Test func `a full queue in the middle leaves what was taken and says how far it came`() async throws {
        var delivery = delivery()
        try await delivery.take(Array((0..<4096).map { line($0) + "\n" }.joined().utf8))
        let deadline = ContinuousClock.now + .seconds(20)
        while try engine.store.counts().events < 4096 {
            try #require(ContinuousClock.now < deadline, "the first chunk does not arrive")
            await Task.yield()
        }
        let writer = HeldWriter(engine.store)
        await writer.isHeld()
        let store = engine.store
        let filling = Task { try await store.appendGrouped(Array(repeating: .itemDeleted("none"), count: 50_000)) }
        while store.groups.waitingEntries < 50_000 { await Task.yield() }
        var error: DeliveryError?
        do {
            try await delivery.take(Array((5000..<9096).map { line($0) + "\n" }.joined().utf8))
            _ = try await delivery.finish()
        } catch let thrown as DeliveryError { error = thrown }
        writer.letGo()
        _ = try await filling.value
        guard case .log(.busy)? = error?.cause else { return #expect(Bool(false), "\(String(describing: error))") }
        #expect(error?.report.accepted == 4096 && error?.report.taken == 4096 && error?.isStream == true)
        #expect(try engine.store.counts().events == 4096)
    }

    @Test func `bytes beyond the bound end a delivery; what came before stays`() async throws {
        var small = delivery(maximumBytes: 100)
        await #expect(throws: DeliveryError.self) { try await small.take([UInt8](repeating: 0x20, count: 101)) }
        var long = delivery(maximumBytes: 600_000)
        let error = await #expect(throws: DeliveryError.self) {
            while true { try await long.take(Array((0..<5000).map { line($0) + "\n" }.joined().utf8)) }
        }
        guard case .tooLarge(600_000, isUnpacked: false)? = error?.cause else { return #expect(Bool(false)) }
        #expect(error?.report.accepted == 5000 && error?.report.taken == 5000)
        #expect(try engine.store.counts().events == 5000)
    }

    @Test func `a sender's clock is told by its word, or else by the latest of its events`() async throws {
        let hour = Timestamp(milliseconds: Self.received.milliseconds + 3_600_500)
        var (plain, ahead, told) = (delivery(), delivery(), delivery(sent: hour))
        for (number, time) in [1_800_000_000, 1_799_000_000].enumerated() {
            try await plain.take(Array((line(number, ",\"timestamp\":\(time)") + "\n").utf8))
        }
        #expect(try await plain.finish().clockAheadSeconds == nil)
        #expect(engine.clocks.lastAheadSeconds == nil)
        try await ahead.take(Array(line(5, ",\"timestamp\":1800000060").utf8))
        #expect(try await ahead.finish().clockAheadSeconds == 60)
        try await told.take(Array(line(6, ",\"timestamp\":1800000060").utf8))
        #expect(try await told.finish().json["clock"] == ["ahead_seconds": 3600.5])
        await #expect(engine.status().clockAheadSeconds == 3600.5)
    }
}

/// Holds the connection that writes. A class because two threads share its two signals.
private final class HeldWriter: Sendable {
    private let (begun, over) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))

    init(_ store: LogStore) {
        DispatchQueue(label: "held").async { [begun, over] in
            try? store.bulk { _ in
                begun.signal()
                over.wait()
            }
        }
    }

    /// Waits until it does.
    func isHeld() async {
        await withCheckedContinuation { continuation in
            DispatchQueue(label: "begun").async { [begun] in
                begun.wait()
                continuation.resume()
            }
        }
    }

    func letGo() { over.signal() }
}
