import Domain
import Foundation
import State
import Store
import Testing

@testable import Engine

@Suite struct QuarantineTests {
    private let directory: EngineDirectory

    init() throws { directory = try EngineDirectory() }

    private func engine(_ adjust: (inout KindredConfig) -> Void = { _ in }) throws -> Kindred {
        var config = KindredConfig()
        adjust(&config)
        return try Kindred(directory: directory.path("data"), config: config)
    }

    private static let received = Timestamp(seconds: 1_750_000_000)

    @discardableResult
    private func send(_ lines: [String], to engine: Kindred) async throws -> EventReport {
        var delivery = engine.delivery(.lines, isPacked: false, maximumBytes: 1 << 30, received: Self.received)
        try await delivery.take(Array(lines.joined(separator: "\n").utf8))
        return try await delivery.finish()
    }

    private static let good = #"{"user_id":"u","item_id":"i","type":"view"}"#
    private static let unknown = #"{"user_id":"u","item_id":"j","type":"sneeze"}"#
    private static let itemless = #"{"user_id":"u","type":"view"}"#

    @Test func `what is refused waits as it came, and what is good does not`() async throws {
        let engine = try engine()
        try await send([Self.good, Self.itemless, "nonsense"], to: engine)
        let waiting = try await engine.quarantined(limit: 10)
        #expect(waiting.map(\.event.body) == ["nonsense", Self.itemless])
        #expect(waiting.map(\.event.error.field) == ["event", "item_id"])
        #expect(waiting.allSatisfy { $0.event.source == "http" && $0.event.received == Self.received })
        #expect(try engine.quarantineCounts() == ["event": 1, "item_id": 1])
    }

    @Test func `after the rules have changed a retry takes what they allow, at the time it first came`() async throws {
        let strict = try engine { $0.intake.unknownKinds = .refuse }
        try await send([Self.unknown, Self.itemless], to: strict)
        await strict.close()
        let engine = try engine()
        #expect(try await engine.retryQuarantined() == retry(accepted: 1, refused: 1))
        #expect(engine.history(of: .user("u"), limit: 9).map(\.time) == [Self.received])
        try await #expect(engine.quarantined(limit: 9).map(\.event.body) == [Self.itemless])
        #expect(try await engine.retryQuarantined() == retry(refused: 1))
        #expect(engine.state.eventCount == 1)
    }

    @Test func `an event that came another way meanwhile leaves as a duplicate`() async throws {
        let strict = try engine { $0.intake.unknownKinds = .refuse }
        try await send([Self.unknown, Self.unknown], to: strict)
        await strict.close()
        let engine = try engine()
        let (ids, before) = (try await engine.quarantined(limit: 9).map(\.id), engine.state.eventCount)
        #expect(ids == [2, 1] && before == 0)
        #expect(try await engine.retryQuarantined([2, 7]) == retry(accepted: 1, missing: [7]))
        #expect(try await engine.retryQuarantined([1]) == retry(duplicates: 1))
        try await #expect(engine.quarantined(limit: 9).isEmpty)
    }

    @Test func `a retry says anew why it refuses`() async throws {
        let engine = try engine()
        let early = #"{"user_id":"u","item_id":"i","type":"rating","timestamp":"2099-01-01T00:00:00Z","value":4}"#
        try await send([early], to: engine)
        await engine.close()
        let other = try self.engine { $0.intake.needs["rating"] = ["price"] }
        #expect(try await other.retryQuarantined() == retry(refused: 1))
        #expect(try await other.quarantined(limit: 1).first?.event.error.field == "price")
    }

    @Test func `more than a page is retried to its end, and purging forgets`() async throws {
        let strict = try engine { $0.intake.unknownKinds = .refuse }
        let lines = (0..<2500).map { #"{"user_id":"u","item_id":"i\#($0)","type":"sneeze"}"# }
        let report = try await send(lines + [Self.itemless, Self.itemless, Self.itemless], to: strict)
        #expect(report.rejectedCount == 2503)
        await strict.close()
        let engine = try engine()
        #expect(try await engine.retryQuarantined() == retry(accepted: 2500, refused: 3))
        let ids = try await engine.quarantined(limit: 9).map(\.id)
        #expect(try await engine.purgeQuarantine([ids[0], 1, ids[0]]) == 1)
        #expect(try await engine.purgeQuarantine() == 2)
        #expect(try engine.quarantineCounts().isEmpty)
    }

    @Test func `it holds no more than it may, and nothing where that is nothing`() async throws {
        let small = try engine { $0.quarantine.maximum = 3 }
        try await send((0..<10).map { "\($0)" }, to: small)
        try await #expect(small.quarantined(limit: 9).map(\.event.body) == ["9", "8", "7"])
        await small.close()
        let none = try engine { $0.quarantine.maximum = 0 }
        try await send(["x"], to: none)
        #expect(try await none.quarantined(limit: 9).count == 3)
        await none.close()
    }

    @Test func `what cannot be written is counted, and the next that can be is kept`() async throws {
        let engine = try engine()
        let closed = try LogStore(directory: directory.path("data"))
        try closed.close()
        let event = RefusedEvent(
            received: Self.received, source: "http", error: FieldError("type", "is odd"), body: "{}")
        let keeper = QuarantineKeeper(store: closed, maximum: 10, logger: engine.logger)
        keeper.keep([event, event])
        await keeper.drain()
        #expect(keeper.dropped == 2)
        engine.quarantine.keep([event])
        try await #expect(engine.quarantined(limit: 9).count == 1)
        await #expect(engine.status().droppedRefusals == 0)
    }

    private func retry(accepted: Int = 0, duplicates: Int = 0, refused: Int = 0, missing: [Int64] = [])
        -> QuarantineRetry
    {
        var retry = QuarantineRetry()
        (retry.accepted, retry.duplicates, retry.refused, retry.missing) = (accepted, duplicates, refused, missing)
        return retry
    }
}
