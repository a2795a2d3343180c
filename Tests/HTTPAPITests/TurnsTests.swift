import Synchronization
import Testing

@testable import HTTPAPI

@Suite struct TurnsTests {
    /// Reads, lets others run, and writes: what a patch does.
    private static func increment(_ count: borrowing Mutex<Int>) async {
        let old = count.withLock { $0 }
        for _ in 0..<5 { await Task.yield() }
        count.withLock { $0 = old + 1 }
    }

    private final class Counter: Sendable {
        let count = Mutex(0)
    }

    @Test func `changes of one record do not overlap`() async throws {
        let (turns, counter) = (Turns(), Counter())
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<100 {
                group.addTask { try await turns.take("item 1") { await Self.increment(counter.count) } }
            }
            try await group.waitForAll()
        }
        #expect(counter.count.withLock { $0 } == 100)
    }

    @Test func `a change that fails lets the next one in`() async throws {
        struct Failure: Error {}
        let turns = Turns()
        for _ in 0..<3 {
            await #expect(throws: Failure.self) { try await turns.take("item 1") { throw Failure() } }
        }
        try await #expect(turns.take("item 1") { 7 } == 7)
    }

    @Test func `changes of different records do not wait for each other`() async throws {
        let turns = Turns()
        let inner = try await turns.take("item 1") { try await turns.take("item 2") { "both" } }
        #expect(inner == "both")
    }
}
