import Domain
import Ingest
import Store
import Synchronization
import Testing

@testable import Engine

@Suite struct ImportTests {
    private let directory: EngineDirectory
    private let engine: Kindred

    init() throws {
        directory = try EngineDirectory()
        engine = try directory.engine()
    }

    @Test(arguments: [
        (SourceFormat.csv, "e.csv", "user,item,rating,timestamp\n1,a,4,1700000000\n2,\"b, c\",5,1700000001\n"),
        (.jsonl, "e.jsonl", #"{"user_id":1,"item_id":"a"}"# + "\n" + #"{"session_id":"s","item_id":"b, c"}"# + "\n"),
        (.movielens100k, "u.data", "1\ta\t4\t881250949\n2\tb, c\t5\t881250950\n"),
        (.movielens1m, "ratings.dat", "1::a::4::978300760\n2::b, c::5::978300761\n"),
        (.adjacency, "train.txt", "1 a\n2 b,c\n"),
    ])
    func `each format goes into the log, by name or recognised, and a second time changes nothing`(
        format: SourceFormat, name: String, text: String
    ) throws {
        let path = try directory.write(text, to: name)
        var options = SourceOptions()
        options.format = format
        let first = try engine.importEvents(from: path, options: options)
        #expect((first.rowsRead, first.imported, first.duplicates, first.rejectedCount) == (2, 2, 0, 0))
        #expect(first.format == format.description)
        let before = try Holding(engine)
        #expect(before.events == 2 && before.folded == before.position)
        // Two lines of ids may be several formats, so that one is named again.
        let second = try engine.importEvents(from: path, options: format == .adjacency ? options : SourceOptions())
        #expect((second.rowsRead, second.imported, second.duplicates, second.rejectedCount) == (2, 0, 2, 0))
        #expect(try Holding(engine) == before)
    }

    @Test func `items and users are imported once, and once more when they change`() throws {
        let items = try directory.write("item_id,title,stock\na,Hat,1\nb,Scarf,2\n", to: "items.csv")
        #expect(try engine.importItems(from: items).imported == 2)
        let before = try Holding(engine)
        #expect(try engine.importItems(from: items).duplicates == 2)
        #expect(try Holding(engine) == before)
        _ = try directory.write("item_id,title,stock\na,Hat,1\nb,Scarf,0\n", to: "items.csv")
        #expect(try engine.importItems(from: items).imported == 1)
        #expect(engine.item("b")?.isAvailable == false)
        let users = try directory.write(#"{"user_id": 7, "country": "PT"}"#, to: "users.jsonl")
        #expect(try engine.importUsers(from: users).imported == 1)
        #expect(try engine.importUsers(from: users).imported == 0)
        #expect(engine.user("7")?.attributes["country"] == "PT")
    }

    @Test func `refused rows stand in a file with line and reason, the others are imported`() throws {
        let path = try directory.write(
            "user_id,item_id,timestamp\n1,a,1700000000\n2,b,yesterday\n3,,1700000001\n4,d,1700000002\n5,e,never\n",
            to: "e.csv")
        let summary = try engine.importEvents(from: path)
        #expect((summary.rowsRead, summary.imported, summary.duplicates, summary.rejectedCount) == (5, 2, 0, 3))
        #expect(summary.rejected.map(\.reason) == ["bad timestamp", "no item"])
        #expect(summary.rejected.map(\.count) == [2, 1])
        #expect(summary.rejected[0].example.hasPrefix("Row 3 of e.csv: \"timestamp\" is \"yesterday\""))
        #expect(summary.rejectedFile == path + ".rejected")
        let rejected = try #require(directory.text("e.csv.rejected"))
        #expect(rejected.contains("# line 3: ") && rejected.contains("\n2,b,yesterday\n"))
        #expect(try engine.store.counts().events == 2)
        let mended = rejected.replacing("yesterday", with: "1700000003").replacing("3,,", with: "3,c,")
        let again = try engine.importEvents(from: directory.write(mended, to: "mended.csv"))
        #expect((again.imported, again.rejectedCount) == (2, 1))
    }

    @Test func `strict stops at the first bad row and leaves log, catalogue, state and files as they were`() throws {
        _ = try engine.importEvents(from: directory.write(Checkerboard.csv(), to: "first.csv"))
        let before = try Holding(engine)
        let rows = (0..<20_000).map { "u\($0),i,170000\($0 % 9000 + 1000)" } + ["u,i,yesterday"]
        let path = try directory.write("user,item,time\n" + rows.joined(separator: "\n"), to: "e.csv")
        let error = #expect(throws: EngineError.self) { try engine.importEvents(from: path, strict: true) }
        #expect(error?.description.contains("Row 20,002 of e.csv") == true)
        #expect(error?.description.contains("Nothing was imported") == true)
        #expect(try Holding(engine) == before)
        #expect(directory.text("e.csv.rejected") == nil)
        #expect(throws: EngineError.self) {
            try engine.importItems(from: directory.write("item_id,stock\na,1\nb,many\n", to: "i.csv"), strict: true)
        }
        #expect(try Holding(engine) == before)
    }

    @Test func `a file that breaks off after many good rows leaves nothing of them`() throws {
        let before = try Holding(engine)
        let rows = (0..<200_000).map { "user\($0 &* 7919 % 100_003),item\($0 &* 31 % 50_021),\(1_600_000_000 + $0)" }
        let path = try directory.write("user,item,time\n" + rows.joined(separator: "\n") + "\n", to: "e.csv")
        try #require(try directory.runs("gzip", "-1", path))
        let bytes = try #require(directory.bytes("e.csv.gz"))
        let cut = try directory.write(Array(bytes.prefix(bytes.count * 3 / 4)), to: "cut.csv.gz")
        let seen = Mutex<Int64>(0)
        let error = #expect(throws: IngestError.self) {
            try engine.importEvents(from: cut) { report in
                if report.unit == "rows" { seen.withLock { $0 = report.done } }
            }
        }
        #expect(seen.withLock { $0 } > 50_000, "rows were on their way into the log when the file broke off")
        #expect(error?.description.contains("breaks off") == true)
        #expect(try Holding(engine) == before)
        #expect(try engine.importEvents(from: path + ".gz").imported == 200_000)
    }

    @Test(arguments: ["missing.csv", ".", "empty.csv", "picture.csv", "columns.csv", "array.json"])
    func `what cannot be imported at all is told with the next step and changes nothing`(name: String) throws {
        _ = try directory.write("", to: "empty.csv")
        _ = try directory.write(
            [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0, 1, 2, 0], to: "picture.csv")
        _ = try directory.write("colour,size\nred,4\n", to: "columns.csv")
        _ = try directory.write(#"[{"user_id":"u","item_id":"i"}]"#, to: "array.json")
        let before = try Holding(engine)
        let error = #expect(throws: IngestError.self) { try engine.importEvents(from: directory.path(name)) }
        #expect((error?.description.count ?? 0) > 40)
        #expect(try Holding(engine) == before)
    }

    @Test func `progress tells bytes with their total and rows, in one phase`() throws {
        let path = try directory.write(Checkerboard.csv(), to: "e.csv")
        let reports = Mutex<[WorkProgress]>([])
        _ = try engine.importEvents(from: path) { report in reports.withLock { $0.append(report) } }
        let last = reports.withLock { $0.suffix(2) }
        #expect(Set(last.map(\.phase)) == ["importing e.csv"])
        #expect(last.map(\.unit) == ["bytes", "rows"])
        #expect(last.first?.total == last.first?.done)
        #expect(last.last?.done == Int64(Checkerboard.users * 12))
    }

    @Test func `guests are sessions, and who is a guest can be said`() throws {
        let text = "user,session,item,time\n7,s1,a,1700000000\nguest,s2,a,1700000001\n,s3,b,1700000002\n"
        var options = SourceOptions()
        options.guests = ["guest"]
        _ = try engine.importEvents(from: directory.write(text, to: "e.csv"), options: options)
        #expect(try engine.store.activity().users == 1)
        #expect(try engine.store.activity().anonymousSessions == 2)
        #expect(engine.history(of: .session("s2"), limit: 5).map(\.item) == ["a"])
    }
}
