import Domain
import Foundation
import Ingest
import State
import Store
import Testing

@testable import Engine

/// Old records are removed, and what is kept is what was always there.
@Suite struct RetentionTests {
    /// A day after the last event of ``Checkerboard``.
    private static let now = Timestamp(seconds: 1_700_086_400)

    private static func engine(
        _ directory: EngineDirectory, purpose: Kindred.Purpose = .serving,
        _ adjust: (inout KindredConfig.Retention) -> Void
    ) throws -> Kindred {
        var config = KindredConfig()
        adjust(&config.retention)
        return try Kindred(directory: directory.path("data"), config: config, purpose: purpose)
    }

    /// The checkerboard's events, of which the settings keep the newest 320 at ``now``.
    private static func filled(_ directory: EngineDirectory) throws -> Kindred {
        let engine = try engine(directory) { $0.events.days = Double(86_400 - 400) / 86_400 }
        _ = try engine.importItems(from: directory.write(Checkerboard.catalogue, to: "items.csv"))
        _ = try directory.engine().importEvents(from: directory.write(Checkerboard.csv(), to: "e.csv"))
        try engine.refresh()
        return engine
    }

    @Test func `a dry run says what a run then removes`() throws {
        let directory = try EngineDirectory()
        let engine = try Self.filled(directory)
        let before = try Holding(engine)
        let dry = try engine.applyRetention(at: Self.now, isDryRun: true)
        #expect(try Holding(engine) == before)
        #expect(directory.text("data/retention.jsonl") == nil)
        let wet = try engine.applyRetention(at: Self.now)
        #expect(dry.lines == wet.lines && dry.lines.map(\.what) == ["view events"] && wet.count == 400)
        #expect(try engine.store.counts().events == 320)
        #expect(directory.text("data/retention.jsonl") == JSONValue.object(wet.json).description + "\n")
        #expect(try engine.applyRetention(at: Self.now).count == 0)
    }

    @Test func `the state afterwards is the fold of what is left, here and in another process`() async throws {
        let directory = try EngineDirectory()
        let engine = try Self.filled(directory)
        try engine.snapshots.write(engine.fold, of: engine.store)
        let other = try Self.engine(directory) { _ in }
        _ = try engine.applyRetention(at: Self.now)
        #expect(engine.state.eventCount == 320)
        #expect(try engine.stateEqualsFold().isEqual)
        #expect(other.state.eventCount == 720, "it serves what it had until it has folded anew")
        _ = try await other.record([
            Event(user: "new", item: "i3", kind: .view, time: Timestamp(seconds: 1_800_000_000))
        ])
        other.keepState()
        try engine.refresh()
        #expect(other.state.checksum() == engine.state.checksum())
        let next = try Self.engine(directory) { _ in }
        #expect(next.state.checksum() == engine.state.checksum(), "the snapshot of before is void")
    }

    @Test func `a snapshot written after a removal is taken up`() throws {
        let directory = try EngineDirectory()
        let engine = try Self.filled(directory)
        _ = try engine.applyRetention(at: Self.now)
        try engine.snapshots.write(engine.fold, of: engine.store, removals: engine.foldedRemovals)
        let next = try Self.engine(directory) { _ in }
        #expect(next.state.historyEntriesInMemory == 0, "it comes from the file")
        #expect(next.state.checksum() == engine.state.checksum())
    }

    @Test func `a run that was cut short leaves a whole log, and the next one takes the rest`() throws {
        let directory = try EngineDirectory()
        let engine = try Self.filled(directory)
        // What a kill leaves: some steps are committed, and nobody folded or wrote a receipt.
        _ = try engine.store.removeNext(150, after: 0, engine.config.retention.rule(at: Self.now))
        let next = try Self.engine(directory) { $0 = engine.config.retention }
        #expect(next.state.eventCount == 570)
        #expect(try next.stateEqualsFold().isEqual)
        #expect(try next.applyRetention(at: Self.now).count == 250)
        #expect(try next.store.counts().events == 320)
        #expect(try next.stateEqualsFold().isEqual)
    }

    @Test func `an event that was removed does not come in again`() throws {
        let directory = try EngineDirectory()
        let engine = try Self.engine(directory) { $0.events.kindDays = ["view": 90] }
        let now = Kindred.now()
        func event(_ days: Double, _ kind: EventKind) -> Event {
            Event(
                id: .given("\(kind)-\(days)"), user: "u", item: "i", kind: kind,
                time: EventRetention.moment(days, before: now))
        }
        let lines = [event(100, .view), event(100, .purchase), event(80, .view)].map {
            JSONValue.object($0.json).description
        }
        let path = try directory.write(lines.joined(separator: "\n"), to: "e.jsonl")
        let summary = try engine.importEvents(from: path)
        #expect(summary.imported == 2)
        #expect(summary.rejected.map(\.reason) == ["bad timestamp"])
        #expect(summary.rejected[0].example.contains("older than events of type view are kept"))
        #expect(directory.text("e.jsonl.rejected")?.contains("view-100.0") == true)
    }

    @Test func `events without a time are kept and come in`() {
        let retention = EventRetention(days: 1)
        let event = Event(user: "u", item: "i", kind: .view, time: .unknown)
        #expect(retention.refusal(of: event, at: Self.now) == nil)
    }

    @Test func `without settings nothing is removed, and the sentence says what to set`() throws {
        let directory = try EngineDirectory()
        let engine = try directory.engine()
        let error = #expect(throws: EngineError.self) { try engine.applyRetention() }
        #expect(error?.description.contains(#""retention""#) == true)
    }

    @Test(arguments: [0, -1, .infinity, .nan, 0.01])
    func `an age that is none is refused with its name`(days: Double) throws {
        var config = KindredConfig()
        config.retention.events.kindDays = ["view": days]
        #expect(throws: InvalidSetting.self) { try config.validated() }
        config = KindredConfig()
        config.retention.decisionDays = days
        #expect(throws: InvalidSetting.self) { try config.validated() }
    }

    @Test func `writers go on while records are removed, and none of theirs is lost`() async throws {
        let directory = try EngineDirectory()
        let engine = try Self.filled(directory)
        let rule = engine.config.retention.rule(at: Self.now)
        async let removing: Int = Task.detached {
            var (after, count): (Int64, Int) = (0, 0)
            while let step = try engine.store.removeNext(5, after: after, rule) {
                after = step.last
                count += step.counts.reduce(0) { $0 + $1.count }
            }
            return count
        }.value
        for number in 0..<100 {
            _ = try await engine.record([
                Event(
                    user: "w", item: ItemID(stringLiteral: "i\(number % 7)"), kind: .view,
                    time: Timestamp(seconds: 1_800_000_000 + Int64(number)))
            ])
        }
        #expect(try await removing == 400)
        #expect(try engine.store.counts().events == 420)
        engine.keepState()
        #expect(engine.state.eventCount == 420)
        #expect(try engine.stateEqualsFold().isEqual)
    }
}
