import Domain
import Foundation
import State
import Store
import Testing

@testable import Engine

/// The log once more in another directory: the same records under the same numbers, and so the same state.
@Suite struct ReplayTests {
    /// A log with every kind of record.
    private static func filled(_ directory: EngineDirectory) async throws -> Kindred {
        let engine = try directory.engine("from")
        _ = try engine.importItems(from: directory.write(Checkerboard.catalogue, to: "items.csv"))
        _ = try engine.importEvents(from: directory.write(Checkerboard.csv(), to: "e.csv"))
        _ = try await engine.put(User(id: "u1", attributes: ["country": "PT"]))
        _ = try await engine.removeItem("i7")
        _ = try await engine.change([.patch("i3", ["stock": 0]), .patch("i3", ["stock": 9]), .delete("i5")])
        _ = try engine.recommend(RecommendationRequest(decision: "d-1", placement: .home, time: Kindred.now()))
        _ = try await engine.store.append([
            .event(
                Event(
                    id: .given("e-1"), session: "s1", item: "i1", kind: .view, time: Timestamp(seconds: 1_800_000_000))),
            .merged(session: "s1", into: "u1", time: Timestamp(seconds: 1_800_000_001)),
        ])
        await engine.close()
        try engine.refresh()
        return engine
    }

    private static func records(_ engine: Kindred) throws -> [LogRecord] {
        var records: [LogRecord] = []
        try engine.store.forEachRecord { records.append($0) }
        return records
    }

    @Test func `the copy has every record under its number, and the same state`() async throws {
        let directory = try EngineDirectory()
        let engine = try await Self.filled(directory)
        let summary = try engine.replay(ReplayRequest(into: directory.path("to")))
        let copy = try directory.engine("to")
        #expect(try Self.records(copy) == Self.records(engine))
        #expect(try Holding(copy) == Holding(engine))
        #expect(copy.state.checksum() == engine.state.checksum())
        #expect(try summary.records == Self.records(engine).count)
        #expect(try summary.digest == engine.store.position().digestText)
        #expect(try copy.list(user: "u1") == engine.list(user: "u1"))
        // Counted once for ever there too.
        #expect(try copy.importEvents(from: directory.path("e.csv")).imported == 0)
    }

    @Test func `an interrupted replay goes on where it ended, and a finished one has nothing to do`() async throws {
        let directory = try EngineDirectory()
        let engine = try await Self.filled(directory)
        var part = ReplayRequest(into: directory.path("to"))
        part.through = 300
        #expect(try engine.replay(part).position == 300)
        let rest = try engine.replay(ReplayRequest(into: directory.path("to")))
        #expect(rest.resumedAfter == 300)
        #expect(try engine.replay(ReplayRequest(into: directory.path("to"))).records == 0)
        #expect(try directory.engine("to").state.checksum() == engine.state.checksum())
    }

    @Test func `the log as it was at a moment has no event of that moment or later`() async throws {
        let directory = try EngineDirectory()
        let engine = try await Self.filled(directory)
        var request = ReplayRequest(into: directory.path("to"))
        request.until = Timestamp(seconds: 1_700_000_100)
        #expect(try engine.replay(request).events == 100)
        let copy = try directory.engine("to")
        #expect(copy.state.eventCount == 100)
        #expect(copy.item("i3")?.stock == 9)
        #expect(try copy.stateEqualsFold().isEqual)
    }

    @Test func `a log with gaps keeps them, and a deleted item stays out of lists`() async throws {
        let directory = try EngineDirectory()
        let engine = try await Self.filled(directory)
        _ = try engine.store.removeNext(
            10_000, after: 0, RemovalRule(events: Timestamp(seconds: 1_700_000_300), takesSuperseded: true))
        _ = try engine.foldAfterRemovals()
        _ = try engine.replay(ReplayRequest(into: directory.path("to")))
        let copy = try directory.engine("to")
        #expect(try Self.records(copy) == Self.records(engine))
        #expect(copy.state.checksum() == engine.state.checksum())
        #expect(!copy.state.isAvailable("i7") && !copy.state.isAvailable("i5"))
    }

    @Test func `a directory that holds something else is refused and left as it is`() async throws {
        let directory = try EngineDirectory()
        let engine = try await Self.filled(directory)
        let other = try directory.engine("other")
        _ = try await other.record([Event(user: "x", item: "y", kind: .view, time: Timestamp(seconds: 5))])
        let before = try Holding(other)
        for target in ["other", "from"] {
            #expect(throws: EngineError.self) { try engine.replay(ReplayRequest(into: directory.path(target))) }
        }
        #expect(try Holding(other) == before)
    }
}
