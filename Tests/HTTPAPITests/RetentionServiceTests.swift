import Domain
import Engine
import Foundation
import Logging
import Testing

@testable import HTTPAPI

/// A running server keeps what the settings say, without being asked.
@Suite struct RetentionServiceTests {
    private static func engine(days: Double?) throws -> (engine: Kindred, directory: String) {
        let directory = FileManager.default.temporaryDirectory.appending(path: "kindred-\(UUID().uuidString)").path
        var config = KindredConfig()
        config.retention.events.days = days
        return (try Kindred(directory: directory, config: config), directory)
    }

    /// An event of two days ago, and one of now that stays.
    private static func record(_ number: Int, in engine: Kindred) async throws {
        let now = Kindred.now()
        let old = Timestamp(milliseconds: now.milliseconds - 2 * 86_400_000)
        _ = try await engine.record([
            Event(user: "ann", item: ItemID(stringLiteral: "old\(number)"), kind: .view, time: old),
            Event(user: "ann", item: ItemID(stringLiteral: "new\(number)"), kind: .view, time: now),
        ])
    }

    private static func wait(until isDone: () async -> Bool) async throws {
        while await !isDone() { await Task.yield() }
    }

    @Test(.timeLimit(.minutes(1)))
    func `it removes after its start, and again each period, until it is stopped`() async throws {
        let (engine, directory) = try Self.engine(days: 1)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        try await Self.record(1, in: engine)
        let service = RetentionService(
            engine: engine, logger: Logger(label: "test"), delay: .zero, period: .milliseconds(1))
        let run = Task { try await service.run() }
        try await Self.wait { await engine.status().events == 1 }
        try await Self.record(2, in: engine)
        try await Self.wait { await engine.status().events == 2 }
        run.cancel()
        try await run.value
        await engine.close()
    }
}
