import Domain
import GRDB
import Testing

@testable import Store

@Suite struct MigrationTests {
    private let directory = TemporaryDirectory()

    /// Every table and index with its columns.
    private func schema(_ path: String) throws -> [String] {
        try DatabaseQueue(path: path).read { database in
            let names = try Row.fetchAll(
                database, sql: "SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY name")
            return try names.map { row in
                let (type, name): (String, String) = (row["type"], row["name"])
                let sql = "SELECT * FROM pragma_\(type == "table" ? "table_info" : "index_info")('\(name)')"
                let columns = try Row.fetchAll(database, sql: sql).map(\.description)
                return "\(type) \(name) \(columns)"
            }
        }
    }

    @Test func `the steps are numbered in order`() {
        #expect(Migration.all.map(\.version) == Array(1...Migration.all.count))
    }

    @Test(arguments: 0...Migrator.newest)
    func `going down and up again loses nothing that fits the older schema`(version: Int) throws {
        let store = try directory.store()
        _ = try store.append(EntrySamples.all())
        _ = try store.append([.item(item("z", title: "Old")), .item(item("z", title: "New"))])
        _ = try store.append([.item(item("y", title: "Y")), .itemDeleted("y"), .user(User(id: "back"))])
        _ = try store.append([.userDeleted("back"), .user(User(id: "back", attributes: ["n": 1]))])
        let (records, counts, position) = (try store.records(), try store.counts(), try store.position())
        try store.migrate(to: version)
        #expect(try directory.query("PRAGMA user_version", as: Int.self) == version)
        try store.migrate(to: LogStore.newestSchemaVersion)
        if version == 0 {
            #expect(try store.position() == LogPosition(sequence: 0, digest: 0))
            return
        }
        let isMerge = { (record: LogRecord) in if case .merged = record.entry { true } else { false } }
        #expect(try store.records() == (version < 4 ? records.filter { !isMerge($0) } : records))
        #expect(try store.counts() == counts)
        #expect(try store.position() == position)
        #expect(try store.item("z")?.title == "New")
        #expect(try store.item("y") == nil)
        #expect(try store.user("back")?.attributes == ["n": 1])
        #expect(try store.append([.event(EntrySamples.fullEvent())]) == [.duplicate])
        #expect(try store.append([.event(view(9))]) == [.appended(sequence: position.sequence + 1)])
    }

    @Test(arguments: 0...Migrator.newest)
    func `a step down leaves the schema that the steps up to there make`(version: Int) throws {
        let fresh = TemporaryDirectory()
        let store = try directory.store()
        try store.migrate(to: version)
        try store.close()
        let other = try fresh.store()
        try other.migrate(to: 0)
        try other.migrate(to: version)
        try other.close()
        #expect(try schema(directory.database) == schema(fresh.database))
        #expect(try schema(directory.database).isEmpty == (version == 0))
    }

    @Test func `opening an older database brings it up to date`() throws {
        let store = try directory.store()
        _ = try store.append([.item(item("a", title: "A")), .event(view(1))])
        try store.migrate(to: 1)
        try store.close()
        let reopened = try directory.store()
        #expect(try reopened.item("a")?.title == "A")
        #expect(try directory.query("PRAGMA user_version", as: Int.self) == LogStore.newestSchemaVersion)
    }

    @Test(arguments: [-1, Migrator.newest + 1])
    func `a version that does not exist is refused and nothing changes`(version: Int) throws {
        let store = try directory.store()
        #expect(throws: StoreError.unknownSchema(version: version, known: Migrator.newest)) {
            try store.migrate(to: version)
        }
        #expect(try store.lastSequence() == 0)
    }

    @Test func `a step that fails leaves the version and the tables as they were`() throws {
        let store = try directory.store()
        try store.migrate(to: 1)
        try store.execute("CREATE TABLE users (theirs)")
        #expect(throws: StoreError.self) { try store.migrate(to: 3) }
        #expect(try directory.query("PRAGMA user_version", as: Int.self) == 1)
        #expect(try directory.query("SELECT count(*) FROM sqlite_master WHERE name = 'items'", as: Int.self) == 0)
    }
}
