import Domain
import Foundation
import Ingest
import Testing

@testable import Engine

/// Imports where the disk does not play along. A small file system of its own needs the right to mount one.
@Suite(.serialized) struct DiskTests {
    @Test(.enabled(if: SmallDisk.canMount, SmallDisk.comment))
    func `a full disk during an import is told, leaves nothing half done, and is over when there is room again`() throws
    {
        let outside = try EngineDirectory()
        let rows = (0..<60_000).map { "user\($0 % 9973),item\($0 % 4099),\(1_700_000_000 + $0)" }
        let file = try outside.write("user,item,time\n" + rows.joined(separator: "\n") + "\n", to: "e.csv")
        try SmallDisk.with("size=12m") { disk in
            let engine = try disk.engine()
            let small = try outside.write(Checkerboard.csv(), to: "small.csv")
            _ = try engine.importEvents(from: small)
            _ = try disk.write([UInt8](repeating: 7, count: 9 << 20), to: "ballast")
            let before = try Holding(engine)
            let error = #expect(throws: EngineError.self) { try engine.importEvents(from: file) }
            #expect(error?.description.contains("disk is full") == true)
            #expect(error?.description.contains("Make room") == true)
            #expect(try Holding(engine) == before)
            #expect(try engine.list(user: "u0").items.count == 10)
            #expect(try Holding(disk.engine()) == before)
            try FileManager.default.removeItem(atPath: disk.path("ballast"))
            #expect(try engine.importEvents(from: file).imported == 60_000)
            #expect(try Holding(engine).events == before.events + 60_000)
        }
    }

    @Test(.enabled(if: SmallDisk.canMount, SmallDisk.comment))
    func `a full disk beside the source keeps the import out of the log`() throws {
        let data = try EngineDirectory()
        let engine = try data.engine()
        try SmallDisk.with("size=600k") { disk in
            let rows = (0..<20_000).map { "u\($0),i,x" }
            let file = try disk.write("user,item,time\nu,i,1700000000\n" + rows.joined(separator: "\n"), to: "e.csv")
            let before = try Holding(engine)
            let error = #expect(throws: IngestError.self) { try engine.importEvents(from: file) }
            #expect(error?.description.contains("cannot be written") == true)
            #expect(try Holding(engine) == before)
            #expect(disk.text("e.csv.rejected") == nil)
            #expect(try FileManager.default.contentsOfDirectory(atPath: disk.path) == ["e.csv"])
        }
    }

    @Test(.enabled(if: SmallDisk.canMount, SmallDisk.comment))
    func `files on a disk mounted for reading are imported, refused rows go into the data directory`() throws {
        let data = try EngineDirectory()
        let engine = try data.engine()
        try SmallDisk.with("size=1m") { disk in
            let good = try disk.write("user,item,time\n1,a,1700000000\n", to: "good.csv")
            let mixed = try disk.write("user,item,time\n1,b,1700000000\n2,b,yesterday\n", to: "mixed.csv")
            try #require(try data.runs("mount", "-o", "remount,ro", disk.path))
            #expect(try engine.importEvents(from: good).imported == 1)
            let summary = try engine.importEvents(from: mixed)
            #expect((summary.imported, summary.rejectedCount) == (1, 1))
            #expect(summary.rejectedFile == data.path("data/rejected/mixed.csv.rejected"))
            #expect(data.text("data/rejected/mixed.csv.rejected")?.contains("2,b,yesterday") == true)
        }
    }
}
