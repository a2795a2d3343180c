import Domain
import Foundation
import Ingest
import Store
import Testing

@testable import Engine

/// Events in a file a day, as Spark, DuckDB and pandas read them.
@Suite struct PartitionTests {
    private static let noon = Timestamp(seconds: 1_790_078_400)

    private static func event(_ number: Int, days: Double) -> Event {
        Event(
            id: number % 2 == 0 ? .given("e-\(number)") : nil, user: "u", item: ItemID(stringLiteral: "i\(number)"),
            kind: .view, time: Timestamp(milliseconds: noon.milliseconds + Int64(days * 86_400_000)),
            context: ["n": .integer(Int64(number))])
    }

    /// Forty events of ten days whose times come in no order.
    private static func filled(_ directory: EngineDirectory) async throws -> Kindred {
        let engine = try directory.engine()
        _ = try await engine.record((0..<40).map { event($0, days: Double($0 * 7 % 40) / 4 + 0.01) })
        return engine
    }

    private static func files(_ directory: EngineDirectory) -> [String] {
        let paths = FileManager.default.enumerator(atPath: directory.path("lake"))?.compactMap { $0 as? String } ?? []
        return paths.filter { $0.contains("part-") }.sorted()
    }

    private static func identities(_ engine: Kindred) throws -> Set<String> {
        var own: Set<String> = []
        try engine.store.forEachRecord { if case .event(let event) = $0.entry { own.insert("\(event.identity)") } }
        return own
    }

    @Test(arguments: [false, true])
    func `every event is in the file of its day, and importing the files gives the same events`(gzip: Bool)
        async throws
    {
        let directory = try EngineDirectory()
        let engine = try await Self.filled(directory)
        let summary = try engine.exportEvents(by: EventSpan(), below: directory.path("lake"), isCompressed: gzip)
        let files = Self.files(directory)
        #expect(summary.events == 40 && summary.files == files.count)
        #expect(files.first == "events/year=2026/month=09/day=22/part-0.jsonl" + (gzip ? ".gz" : ""))
        let copy = try directory.engine("copy")
        for file in files {
            let day = try #require(CivilDay(folder: file.split(separator: "/")[1...3].joined(separator: "/")))
            let reader = try EventReader(path: directory.path("lake/" + file))
            for case .record(let event, _) in try reader.next(1000) { #expect(CivilDay(event.time) == day) }
            #expect(try copy.importEvents(from: directory.path("lake/" + file)).rejectedCount == 0)
        }
        #expect(try Self.identities(copy) == Self.identities(engine))
    }

    @Test func `lines reach their files whole however little memory there is`() throws {
        let directory = try EngineDirectory()
        for (name, limit) in [("small", 1), ("large", 1 << 20)] {
            let writer = try PartitionWriter(
                folder: directory.path(name), isCompressed: name == "small", bufferLimit: limit)
            for number in 0..<200 {
                let event = Self.event(number, days: Double(number % 5))
                try writer.write(event.json, day: CivilDay(event.time))
            }
            let files = try writer.finish()
            #expect(files.map(\.events) == [40, 40, 40, 40, 40])
            #expect(files.map(\.day) == files.map(\.day).sorted())
        }
        let day = CivilDay(Self.noon).folder
        #expect(try directory.runs("gunzip", directory.path("small/\(day)/part-0.jsonl.gz")))
        #expect(directory.text("small/\(day)/part-0.jsonl") == directory.text("large/\(day)/part-0.jsonl"))
    }

    @Test func `days of the span are replaced, days outside of it stay, and the list tells both`() async throws {
        let directory = try EngineDirectory()
        let engine = try await Self.filled(directory)
        let lake = directory.path("lake")
        let first = CivilDay(Self.noon).start
        let third = Timestamp(milliseconds: first.milliseconds + 2 * 86_400_000)
        _ = try engine.exportEvents(by: EventSpan(), below: lake)
        let before = Self.files(directory)
        _ = try await engine.record([Self.event(100, days: 3), Self.event(102, days: 0)])
        let again = try engine.exportEvents(by: EventSpan(since: third), below: lake, isCompressed: true)
        #expect(again.events == 40 - 6 + 1)
        let after = Self.files(directory)
        #expect(after == before.enumerated().map { $0.offset < 2 ? $0.element : $0.element + ".gz" })
        let manifest = try JSONParser.parse(try #require(directory.bytes("lake/events/_manifest.json")))
        let listed = manifest.object?["files"]?.array ?? []
        #expect(listed.compactMap { $0.object?["path"]?.string }.map { "events/" + $0 } == after)
        #expect(listed.compactMap { $0.object?["events"]?.integer }.reduce(0, +) == 41)
        #expect(manifest.object?["log_position"]?.integer == 42)
        #expect(!FileManager.default.fileExists(atPath: directory.path("lake/events/year=2026/month=09/day=22/x")))
    }

    @Test func `a span that cuts a day that stands there is refused, and nothing changes`() async throws {
        let directory = try EngineDirectory()
        let engine = try await Self.filled(directory)
        let lake = directory.path("lake")
        _ = try engine.exportEvents(by: EventSpan(since: Self.noon), below: lake)
        let before = Self.files(directory).map { directory.text("lake/" + $0) }
        let span = EventSpan(until: Timestamp(milliseconds: Self.noon.milliseconds + 8 * 3_600_000))
        let error = #expect(throws: EngineError.self) { try engine.exportEvents(by: span, below: lake) }
        #expect(error?.description.contains("day=22 stands there already") == true)
        #expect(Self.files(directory).map { directory.text("lake/" + $0) } == before)
        #expect(try engine.exportEvents(by: span, below: directory.path("other")).events == 2)
    }

    @Test func `an export that cannot write says where, and leaves nothing unfinished`() async throws {
        let directory = try EngineDirectory()
        let engine = try await Self.filled(directory)
        _ = try directory.write("a file", to: "lake")
        let error = #expect(throws: EngineError.self) {
            try engine.exportEvents(by: EventSpan(), below: directory.path("lake"))
        }
        #expect(error?.description.contains("lake/events cannot be made") == true)
        _ = try engine.exportEvents(by: EventSpan(), below: directory.path("pond"))
        let names = try FileManager.default.contentsOfDirectory(atPath: directory.path("pond/events")).sorted()
        #expect(names == ["_manifest.json", "year=2026"])
    }
}
