import Domain
import Foundation
import Ingest
import State
import Store
import Testing

@testable import Engine

/// Published data sets through the engine; skipped, with a message, where they are not there.
@Suite struct DataSetTests {
    private static let root =
        ProcessInfo.processInfo.environment["KINDRED_DATA_SETS"]
        ?? URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "shared/data").path

    private static func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: root + "/" + name) }

    @Test(.enabled(if: has("ml-100k"), "needs ml-100k; set KINDRED_DATA_SETS"))
    func `ML-100K goes in by name of format and by column flags, the same events and no row lost`() throws {
        let directory = try EngineDirectory()
        let engine = try directory.engine()
        var named = SourceOptions()
        named.format = .movielens100k
        let path = Self.root + "/ml-100k/u.data"
        let summary = try engine.importEvents(from: path, options: named)
        #expect((summary.rowsRead, summary.imported, summary.rejectedCount) == (100_000, 100_000, 0))
        var flags = SourceOptions()
        flags.columns = try ColumnMapping(parsing: "user=1,item=2,value=3,time=4")
        (flags.delimiter, flags.header, flags.kind) = (try Delimiter("tab"), .absent, .rating)
        #expect(try engine.importEvents(from: path, options: flags).duplicates == 100_000)
        let activity = try engine.store.activity()
        #expect((activity.users, activity.items, activity.eventsByKind[.rating]) == (943, 1682, 100_000))
        #expect(try engine.importItems(from: Self.root + "/ml-100k/u.item", options: named).imported == 1682)
        #expect(try engine.importUsers(from: Self.root + "/ml-100k/u.user", options: named).imported == 943)
        #expect(engine.item("1")?.title == "Toy Story (1995)")
        #expect(try engine.list(.similar, item: "1").source == .similar)
    }

    @Test(.enabled(if: has("ml-latest-small"), "needs ml-latest-small; set KINDRED_DATA_SETS"))
    func `ml-latest-small goes in by name of format and by column flags, the same events and no row lost`() throws {
        let directory = try EngineDirectory()
        let engine = try directory.engine()
        var named = SourceOptions()
        named.format = .csv
        let path = Self.root + "/ml-latest-small/ratings.csv"
        #expect(try engine.importEvents(from: path, options: named).imported == 100_836)
        var flags = SourceOptions()
        flags.columns = try ColumnMapping(parsing: "user=userId,item=movieId,value=rating,time=timestamp")
        let again = try engine.importEvents(from: path, options: flags)
        #expect((again.rowsRead, again.duplicates, again.rejectedCount) == (100_836, 100_836, 0))
        let activity = try engine.store.activity()
        #expect((activity.users, activity.items) == (610, 9724))
        #expect(try engine.importItems(from: Self.root + "/ml-latest-small/movies.csv").imported == 9742)
    }

    @Test(.enabled(if: has("online-retail"), "needs online-retail; set KINDRED_DATA_SETS"))
    func `Online Retail goes in with its guests as sessions by invoice, nothing dropped in silence`() throws {
        let directory = try EngineDirectory()
        let engine = try directory.engine()
        var options = SourceOptions()
        options.columns = try ColumnMapping(
            parsing: "user=CustomerID,session=InvoiceNo,item=StockCode,time=InvoiceDate")
        options.kind = .purchase
        let path = Self.root + "/online-retail/online_retail_2010_2011.csv"
        let summary = try engine.importEvents(from: path, options: options)
        #expect((summary.rowsRead, summary.imported) == (531_282, 526_051))
        #expect((summary.duplicates, summary.rejectedCount) == (5231, 0))
        #expect(summary.notes.contains { $0.contains("count as sessions") })
        let activity = try engine.store.activity()
        #expect((activity.users, activity.anonymousSessions) == (4339, 2189))
        let guests = engine.state.visitorCount - activity.users
        #expect(guests == 2189)
    }
}
