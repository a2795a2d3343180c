import Domain
import Foundation
import State
import Store
import Testing

@testable import Engine

/// Events while the disk fills, is mounted for reading, or gives back less than it was given: what was acknowledged stays,
/// and the error says what to do.
@Suite(.serialized) struct FaultTests {
    private static func events(_ batch: Int, count: Int = 200) -> [Event] {
        (0..<count).map { number in
            var event = Event(
                id: .given("b\(batch)-\(number)"), user: UserID(stringLiteral: "u\(number % 17)"),
                item: ItemID(stringLiteral: "i\(number % 23)"), kind: .view,
                time: Timestamp(seconds: 1_700_000_000 + Int64(batch)))
            event.context = ["note": .string(String(repeating: "x", count: 100))]
            return event
        }
    }

    private static func ids(_ engine: Kindred) throws -> [EventID] {
        var ids: [EventID] = []
        try engine.store.forEachRecord { record in
            if case .event(let event) = record.entry { ids.append(event.identity) }
        }
        return ids
    }

    /// Every event of `batches` is in the log once, nothing else is, and the state is its fold.
    private static func expect(_ batches: [Int], in engine: Kindred) throws {
        let ids = try ids(engine)
        #expect(Set(ids).count == ids.count)
        #expect(Set(ids) == Set(batches.flatMap { events($0).compactMap(\.id) }))
        #expect(engine.checkStanding.events == Int64(ids.count))
        #expect(try engine.stateEqualsFold().isEqual)
    }

    @Test(.enabled(if: SmallDisk.canMount, SmallDisk.comment))
    func `while the disk fills up nothing acknowledged is lost, and writing goes on when there is room`() async throws {
        try await SmallDisk.with("size=4m") { disk in
            let engine = try disk.engine()
            var (acknowledged, refusal): ([Int], EngineError?) = ([], nil)
            for batch in 0..<1000 where refusal == nil {
                do {
                    _ = try await engine.record(Self.events(batch))
                    acknowledged.append(batch)
                } catch let error as EngineError { refusal = error }
            }
            guard case .notWritable(let sentence, _)? = refusal else {
                Issue.record("\(String(describing: refusal)) after \(acknowledged.count) batches")
                return
            }
            #expect(sentence.contains("disk is full") && sentence.contains("Make room"))
            #expect(acknowledged.count > 5)
            #expect(throws: EngineError.self) { try engine.snapshots.write(engine.fold, of: engine.store) }
            #expect(try FileManager.default.contentsOfDirectory(atPath: disk.path("data/state")).isEmpty)
            #expect(try engine.list(user: "u1").items.isEmpty == false)
            try Self.expect(acknowledged, in: engine)
            try Self.expect(acknowledged, in: disk.engine())
            try #require(try disk.runs("mount", "-o", "remount,size=16m", disk.path))
            let outcomes = try await engine.record(Self.events(acknowledged.count))
            #expect(!outcomes.contains(.duplicate), "what was refused had left something behind")
            try Self.expect(acknowledged + [acknowledged.count], in: engine)
        }
    }

    @Test(.enabled(if: SmallDisk.canMount, SmallDisk.comment))
    func `a directory mounted for reading is refused with what to do, and is written again when it may be`()
        async throws
    {
        try await SmallDisk.with("size=16m") { disk in
            let engine = try disk.engine()
            _ = try await engine.record(Self.events(0))
            await engine.close()
            try engine.store.close()
            try #require(try disk.runs("mount", "-o", "remount,ro", disk.path))
            let error = await #expect(throws: EngineError.self) {
                _ = try await disk.engine().record(Self.events(1))
            }
            #expect(error?.description.contains(disk.path) == true, "\(String(describing: error))")
            try #require(try disk.runs("mount", "-o", "remount,rw", disk.path))
            let again = try disk.engine()
            _ = try await again.record(Self.events(1))
            try Self.expect([0, 1], in: again)
        }
    }

    /// What a machine leaves that lost its power and had not kept the end of the file.
    @Test(arguments: [1, 4096, 100_000, 300_000])
    func `of a write-ahead file cut short, whole transactions are left, and no snapshot is ahead of them`(
        bytes: Int
    ) async throws {
        let directory = try EngineDirectory()
        let engine = try directory.engine()
        for batch in 0..<10 { _ = try await engine.record(Self.events(batch)) }
        try engine.snapshots.write(engine.fold, of: engine.store)
        try FileManager.default.copyItem(atPath: directory.path("data"), toPath: directory.path("copy"))
        let file = directory.path("copy/kindred.sqlite-wal")
        let size = try #require(try FileManager.default.attributesOfItem(atPath: file)[.size] as? Int)
        try #require(size > bytes)
        truncate(file, off_t(size - bytes))
        let cut = try directory.engine("copy")
        let batches = cut.state.eventCount / 200
        #expect(batches < 10, "the last transaction was in the bytes that are gone")
        try Self.expect(Array(0..<batches), in: cut)
        _ = try await cut.record(Self.events(11))
        try Self.expect(Array(0..<batches) + [11], in: cut)
    }
}
