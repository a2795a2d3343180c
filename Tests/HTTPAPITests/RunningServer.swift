import Domain
import Engine
import Foundation
import HTTPAPI
import Logging

/// Runs `body` against a server of a fresh engine on a free port, and stops it afterwards.
func withServer<Result: Sendable>(
    _ adjust: (inout KindredConfig.Server) -> Void = { _ in }, hasHotLane: Bool = true, keepsLists: Bool = true,
    pages: [String: KindredServer.Answer] = [:],
    _ body: @escaping @Sendable (Wire, Kindred) async throws -> Result
) async throws -> Result {
    let directory = FileManager.default.temporaryDirectory.appending(path: "kindred-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: directory) }
    var config = KindredConfig.Server()
    // Tests that run beside others may wait for a processor longer than visitors do.
    (config.port, config.deadlineMs) = (0, 20_000)
    adjust(&config)
    var settings = KindredConfig()
    settings.server.deadlineMs = config.deadlineMs
    if !keepsLists { settings.cache.memoryShare = 0 }
    let engine = try Kindred(directory: directory, config: settings)
    let (addresses, continuation) = AsyncStream<ServerAddress>.makeStream()
    let server = KindredServer(
        engine: engine, config: config, hasHotLane: hasHotLane, pages: pages, logger: quiet
    ) { continuation.yield($0) }
    let result = try await withThrowingTaskGroup(of: Result?.self) { group in
        group.addTask {
            defer { continuation.finish() }
            try await server.run(stopsOnSignals: false)
            return nil
        }
        group.addTask {
            for await address in addresses { return try await body(Wire(port: address.port), engine) }
            throw Wire.NoAnswer()
        }
        while let result = try await group.next() {
            guard let result else { continue }
            group.cancelAll()
            return result
        }
        throw Wire.NoAnswer()
    }
    await engine.close()
    return result
}

/// A logger that keeps quiet below critical.
private let quiet: Logger = {
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    return logger
}()

/// A small shop: twelve items of two brands, and three users with a history each.
func stock(_ engine: Kindred) async throws {
    for index in 1...12 {
        var item = Item(id: ItemID(stringLiteral: "i\(index)"))
        item.title = "Thing \(index)"
        item.categories = [index % 2 == 0 ? "Even" : "Odd"]
        item.brand = "Brand \(index % 3)"
        _ = try await engine.put(item)
    }
    var events: [Event] = []
    for (user, items) in [("ann", [1, 3, 5]), ("bob", [2, 4]), ("cy", [1, 2])] {
        for (offset, item) in items.enumerated() {
            events.append(
                Event(
                    user: UserID(stringLiteral: user), item: ItemID(stringLiteral: "i\(item)"), kind: .purchase,
                    time: Timestamp(seconds: 1_795_000_000 + Int64(offset))))
        }
    }
    _ = try await engine.record(events)
}
