import Domain
import Foundation
import Serving
import State
import Testing

@testable import Engine

/// The same log and the same requests give the same bytes after a restart: with a snapshot and without, on one thread and
/// on two.
@Suite struct DeterminismTests {
    /// How a second engine is begun.
    enum Start: CaseIterable, Sendable {
        case fromSnapshot, fromLog, fromCopy
    }

    /// Requests of every kind, with ids and times of their own.
    private static func requests() throws -> [RecommendationRequest] {
        var requests: [RecommendationRequest] = []
        let placements: [Placement] = [.home, .similar, .cart, .search, .next, .popular, .trending, .new]
        for (place, placement) in placements.enumerated() {
            for user in 0..<12 {
                var request = RecommendationRequest(
                    decision: DecisionID(stringLiteral: "d-\(placement)-\(user)"), placement: placement,
                    user: user == 0 ? nil : UserID(stringLiteral: "u\(user)"), item: placement == .similar ? "i4" : nil,
                    limit: 3 + user, time: Timestamp(seconds: 1_700_001_000 + Int64(place * 100 + user)))
                if [.cart, .search].contains(placement) { request.items = ["i1", "i2", "i8"] }
                if user % 3 == 1 { (request.session, request.languages) = ("s1", ["de"]) }
                if user % 4 == 2 { request.filter = "item.price > \(user)" }
                if user % 5 == 3 { (request.cursor, request.explains) = (ListCursor(startOf: request), true) }
                request.context = ["country": user % 2 == 0 ? "CH" : "PT"]
                requests.append(request)
            }
        }
        return requests
    }

    /// The answers as they go over the wire, by so many threads at a time.
    private static func answers(_ engine: Kindred, threads: Int) async throws -> [[UInt8]] {
        let requests = try requests()
        return try await withThrowingTaskGroup(of: [(Int, [UInt8])].self) { group in
            for thread in 0..<threads {
                group.addTask {
                    try stride(from: thread, to: requests.count, by: threads).map { place in
                        var bytes: [UInt8] = []
                        try engine.preview(requests[place]).write(to: &bytes)
                        return (place, bytes)
                    }
                }
            }
            var answers = [[UInt8]](repeating: [], count: requests.count)
            for try await part in group { for (place, bytes) in part { answers[place] = bytes } }
            return answers
        }
    }

    private static func filled(_ directory: EngineDirectory) async throws -> Kindred {
        let engine = try directory.engine(threads: 1)
        _ = try engine.importItems(from: directory.write(Checkerboard.catalogue, to: "items.csv"))
        _ = try engine.importEvents(from: directory.write(Checkerboard.csv(), to: "e.csv"))
        _ = try engine.train(.init(models: ["als", "item-knn"], promotes: true))
        var settings = PlacementSettings(.visitor, [.personal, .content])
        (settings.exploration, settings.ranking.diversity) = (0.3, DiversitySettings(.mmr, by: [.category]))
        _ = try engine.applyPlacements(["home": settings])
        let events = (0..<200).map { number -> Event in
            var event = Event(
                user: UserID(stringLiteral: "u\(number % 20)"), item: ItemID(stringLiteral: "i\(number * 7 % 40)"),
                kind: number % 3 == 0 ? .purchase : .view, time: Timestamp(seconds: 1_700_000_800 + Int64(number)))
            event.context = ["country": number % 2 == 0 ? "CH" : "PT"]
            return event
        }
        _ = try await engine.record(events)
        for number in 0..<20 {
            _ = try engine.recommend(
                RecommendationRequest(
                    decision: DecisionID(stringLiteral: "shown-\(number)"), placement: .home,
                    user: UserID(stringLiteral: "u\(number)"), time: Timestamp(seconds: 1_700_000_999)))
        }
        await engine.decisions.drain()
        try engine.refresh()
        return engine
    }

    @Test(arguments: Start.allCases)
    func `the same log answers the same requests with the same bytes`(start: Start) async throws {
        let directory = try EngineDirectory()
        let engine = try await Self.filled(directory)
        let expected = try await Self.answers(engine, threads: 1)
        #expect(Set(expected).count == expected.count)
        switch start {
        case .fromSnapshot: try engine.snapshots.write(engine.fold, of: engine.store)
        case .fromLog: break
        case .fromCopy:
            _ = try engine.replay(ReplayRequest(into: directory.path("copy")))
            try FileManager.default.copyItem(
                atPath: directory.path("data/releases"), toPath: directory.path("copy/releases"))
        }
        for threads in [1, 2] {
            let again = try directory.engine(start == .fromCopy ? "copy" : "data", threads: threads)
            #expect(again.state.position == engine.state.position)
            #expect(try await Self.answers(again, threads: threads) == expected)
        }
    }

    @Test func `every recorded decision is made again with the same bytes`() async throws {
        let directory = try EngineDirectory()
        let engine = try await Self.filled(directory)
        let again = try directory.engine(threads: 2)
        for number in 0..<20 {
            let replay = try await again.replay(DecisionID(stringLiteral: "shown-\(number)"))
            #expect(replay.difference.isSame)
        }
        #expect(engine.state.position == again.state.position)
    }
}
