import Domain
import Foundation
import State
import Store
import Synchronization
import Testing

@testable import Engine

/// Snapshots of the state: a start from one is a fold of the log, whatever became of the file.
@Suite struct StateKeepingTests {
    private static func filled(_ directory: EngineDirectory) throws -> Kindred {
        let engine = try directory.engine()
        _ = try engine.importItems(from: directory.write(Checkerboard.catalogue, to: "items.csv"))
        _ = try engine.importEvents(from: directory.write(Checkerboard.csv(), to: "e.csv"))
        return engine
    }

    private static func snapshotNames(_ directory: EngineDirectory) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: directory.path("data/state"))) ?? []).sorted()
    }

    @Test func `a start takes up the snapshot and folds what came after it`() async throws {
        let directory = try EngineDirectory()
        let engine = try Self.filled(directory)
        try engine.snapshots.write(engine.fold, of: engine.store)
        _ = try await engine.record([
            Event(user: "new", item: "i3", kind: .view, time: Timestamp(seconds: 1_800_000_000))
        ])
        let next = try directory.engine()
        #expect(next.state.historyEntriesInMemory == 1, "the others stay in the file")
        #expect(next.state.checksum() == engine.state.checksum())
        #expect(try next.list(user: "u1") == engine.list(user: "u1"))
        #expect(try next.stateEqualsFold().isEqual)
    }

    @Test func `an older snapshot goes when a newer one is there`() async throws {
        let directory = try EngineDirectory()
        let engine = try Self.filled(directory)
        try engine.snapshots.write(engine.fold, of: engine.store)
        _ = try await engine.record([
            Event(user: "new", item: "i3", kind: .view, time: Timestamp(seconds: 1_800_000_000))
        ])
        try engine.snapshots.write(engine.fold, of: engine.store)
        #expect(
            Self.snapshotNames(directory) == ["\(engine.state.position).checks", "\(engine.state.position).snapshot"])
    }

    @Test(arguments: [0, 100, 5000])
    func `a snapshot that was cut short is passed over`(bytes: Int) async throws {
        let directory = try EngineDirectory()
        let engine = try Self.filled(directory)
        try engine.snapshots.write(engine.fold, of: engine.store)
        let name = "data/state/" + Self.snapshotNames(directory)[1]
        _ = try directory.write(Array(try #require(directory.bytes(name)).prefix(bytes)), to: name)
        let next = try directory.engine()
        #expect(next.state.checksum() == engine.state.checksum())
    }

    @Test func `a snapshot of another log is passed over`() async throws {
        let directory = try EngineDirectory()
        let engine = try Self.filled(directory)
        try engine.snapshots.write(engine.fold, of: engine.store)
        try engine.store.close()
        for suffix in ["", "-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: directory.path("data/kindred.sqlite\(suffix)"))
        }
        let other = try directory.engine()
        #expect(other.state.position == 0)
        _ = try await other.record(
            (0..<800).map {
                Event(
                    user: "u", item: ItemID(stringLiteral: "i\($0)"), kind: .view,
                    time: Timestamp(seconds: 1_700_000_000))
            })
        let next = try directory.engine()
        #expect(next.state.checksum() == other.state.checksum() && next.state.eventCount == 800)
    }

    @Test func `histories past their share of the memory go to the file, and answers stay the same`() async throws {
        let directory = try EngineDirectory()
        var config = KindredConfig()
        (config.threads, config.memoryBytes) = (2, 64 << 20)
        let engine = try Kindred(directory: directory.path("data"), config: config)
        let items = (0..<1000).map { ItemID(stringLiteral: "i\($0)") }
        for user in 0..<150 {
            let visitor = UserID(stringLiteral: "u\(user)")
            _ = try await engine.record(
                items.map { Event(user: visitor, item: $0, kind: .view, time: Timestamp(seconds: 1_700_000_000)) })
        }
        #expect(engine.isLarge(engine.state))
        let before = (engine.state.checksum(), try engine.list(user: "u3"))
        engine.keepState()
        #expect(engine.state.historyEntriesInMemory == 0)
        #expect(engine.state.checksum() == before.0)
        #expect(try engine.list(user: "u3") == before.1)
        #expect(try engine.stateEqualsFold().isEqual)
    }

    @Test func `what a killed process left behind goes with the next snapshot, what another one writes stays`() throws {
        let directory = try EngineDirectory()
        let engine = try Self.filled(directory)
        try FileManager.default.createDirectory(
            atPath: directory.path("data/state"), withIntermediateDirectories: true)
        _ = try directory.write("half a snapshot", to: "data/state/left.tmp")
        let other = try LockedFile.new(in: directory.path("data/state"))
        try engine.snapshots.write(engine.fold, of: engine.store)
        let written = ["\(engine.state.position).checks", "\(engine.state.position).snapshot"]
        #expect(Set(Self.snapshotNames(directory)) == Set(written + [URL(filePath: other.path).lastPathComponent]))
        try other.handle.close()
        try engine.snapshots.write(engine.fold, of: engine.store)
        #expect(Self.snapshotNames(directory) == written)
    }

    /// Two processes that wrote snapshots at once took each other's for left behind, between its making and its lock.
    @Test func `a file that was just made is not taken for one that was left behind`() throws {
        let directory = try EngineDirectory(inMemory: true)
        let (path, removers) = (directory.path("."), DispatchGroup())
        let isOver = Mutex(false)
        for _ in 0..<2 {
            DispatchQueue.global().async(group: removers) {
                while !isOver.withLock({ $0 }) {
                    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
                    for name in names { LockedFile.removeUnlocked("\(path)/\(name)") }
                }
            }
        }
        defer {
            isOver.withLock { $0 = true }
            removers.wait()
        }
        for _ in 0..<5000 {
            let file = try LockedFile.new(in: path)
            try #require(FileManager.default.fileExists(atPath: file.path))
            unlink(file.path)
            try file.handle.close()
        }
    }

    @Test func `a small log is not worth a snapshot, and a directory that cannot be written to is no error`()
        async throws
    {
        let directory = try EngineDirectory()
        let engine = try Self.filled(directory)
        await engine.close()
        #expect(Self.snapshotNames(directory).isEmpty)
        _ = try directory.write("in the way", to: "data/state")
        #expect(throws: EngineError.self) { try engine.snapshots.write(engine.fold, of: engine.store) }
        #expect(try directory.engine().state.checksum() == engine.state.checksum())
    }
}
