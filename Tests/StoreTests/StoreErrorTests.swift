import Domain
import Foundation
import GRDB
import Testing

@testable import Store

@Suite struct StoreErrorTests {
    private let directory = TemporaryDirectory()

    private func make(_ bytes: Data) throws {
        try FileManager.default.createDirectory(atPath: directory.path, withIntermediateDirectories: true)
        try bytes.write(to: URL(filePath: directory.database))
    }

    private var many: [LogEntry] { (0..<5000).map { .event(view($0)) } }

    @Test func `a full disk leaves what was there, and writing goes on when there is room`() async throws {
        let store = try directory.store()
        _ = try store.append([.event(view(-1))])
        try store.execute("PRAGMA max_page_count = 20")
        #expect(throws: StoreError.diskFull(path: store.path)) { try store.append(many) }
        #expect(throws: StoreError.diskFull(path: store.path)) {
            try store.bulk { try $0.append((0..<5000).map { view($0) }) }
        }
        await #expect(throws: StoreError.diskFull(path: store.path)) { try await store.appendGrouped(many) }
        #expect(try store.records().count == 1)
        #expect(try store.append([.event(view(0))]) == [.appended(sequence: 2)])
        try store.execute("PRAGMA max_page_count = 100000")
        #expect(try store.append(many).filter(\.isAppended).count == 4999)
    }

    @Test(arguments: [
        Data("not a database, and long enough to have a header".utf8), Data(repeating: 0xA5, count: 9000),
    ])
    func `a file that is no database is left alone`(bytes: Data) throws {
        try make(bytes)
        #expect(throws: StoreError.notADatabase(path: directory.database)) { try directory.store() }
        #expect(try Data(contentsOf: URL(filePath: directory.database)) == bytes)
    }

    @Test(arguments: ["", "PRAGMA journal_mode = WAL", "PRAGMA application_id = 7"])
    func `another program's database is left alone`(setting: String) throws {
        try make(Data())
        try directory.execute("CREATE TABLE theirs (x); \(setting)")
        let bytes = try Data(contentsOf: URL(filePath: directory.database))
        #expect(throws: StoreError.notADatabase(path: directory.database)) { try directory.store() }
        if !setting.contains("WAL") {
            #expect(try Data(contentsOf: URL(filePath: directory.database)) == bytes)
        }
        #expect(try directory.query("SELECT group_concat(name) FROM sqlite_master", as: String.self) == "theirs")
    }

    @Test func `a new database is known again before its first checkpoint`() throws {
        let (store, copy) = (try directory.store(), TemporaryDirectory())
        _ = try store.append([.event(view(1))])
        try FileManager.default.copyItem(atPath: directory.path, toPath: copy.path)
        #expect(try copy.store().records().count == 1)
    }

    @Test func `an empty file becomes a database`() throws {
        try make(Data())
        #expect(try directory.store().append([.event(view(1))]) == [.appended(sequence: 1)])
    }

    @Test func `a database of a newer program is refused with both versions`() throws {
        try directory.store().close()
        try directory.execute("PRAGMA user_version = 99")
        let error = StoreError.newerSchema(path: directory.database, found: 99, known: LogStore.newestSchemaVersion)
        #expect(throws: error) { try directory.store() }
        #expect(
            error.description.contains("version 99")
                && error.description.contains("up to \(LogStore.newestSchemaVersion)"))
    }

    @Test func `a missing database is an error for a caller that only reads`() throws {
        #expect(throws: StoreError.noDatabase(path: directory.database)) {
            try LogStore(directory: directory.path, mode: .existing)
        }
        #expect(!FileManager.default.fileExists(atPath: directory.path))
        try directory.store().close()
        #expect(try LogStore(directory: directory.path, mode: .existing).lastSequence() == 0)
    }

    @Test func `a directory that is a file, or cannot be made, is named`() throws {
        try make(Data())
        for path in [directory.database, directory.database + "/below", "/proc/kindred"] {
            let error = #expect(throws: StoreError.self) { try LogStore(directory: path) }
            guard case .cannotOpen(let named, _)? = error else {
                Issue.record("\(path): \(String(describing: error))")
                continue
            }
            #expect(named.hasPrefix(path))
        }
    }

    @Test func `a directory that is a file is called one`() throws {
        try make(Data())
        #expect(throws: StoreError.cannotOpen(path: directory.database, detail: "it is a file, not a directory")) {
            try LogStore(directory: directory.database)
        }
    }

    @Test(.enabled(if: geteuid() != 0, "root may write everywhere; run the tests as another user"))
    func `a directory without the right to write is refused`() throws {
        try directory.store().close()
        try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: directory.path)
        defer { try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: directory.path) }
        let error = #expect(throws: StoreError.self) { try directory.store().append([.event(view(1))]) }
        switch error {
        case .readOnly?, .cannotOpen?: break
        default: Issue.record("\(String(describing: error))")
        }
    }

    @Test func `a connection that may not write says so`() throws {
        let store = try directory.store()
        try store.execute("PRAGMA query_only = 1")
        #expect(throws: StoreError.readOnly(path: store.path)) { try store.append([.event(view(1))]) }
        #expect(throws: StoreError.readOnly(path: store.path)) { try store.bulk { try $0.append([view(1)]) } }
    }

    @Test func `a lock that another process keeps is reported after the wait`() throws {
        let store = try LogStore(directory: directory.path, lockWait: 0.05)
        let other = try directory.store()
        try other.bulk { appender in
            _ = try appender.append([view(1)])
            #expect(throws: StoreError.locked(path: store.path)) { try store.append([.event(view(2))]) }
            #expect(throws: StoreError.locked(path: store.path)) { try store.bulk { _ in } }
        }
        #expect(try store.append([.event(view(2))]) == [.appended(sequence: 2)])
    }

    @Test func `damaged pages are reported, not read`() throws {
        let store = try directory.store()
        _ = try store.append(many)
        try store.close()
        let file = try FileHandle(forUpdating: URL(filePath: directory.database))
        let size = try file.seekToEnd()
        try file.seek(toOffset: 8 * 8192)
        try file.write(contentsOf: Data(repeating: 0x5A, count: Int(size) - 8 * 8192))
        try file.close()
        let error = #expect(throws: StoreError.self) { try directory.store().records() }
        guard case .damaged(let path, _)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(path == directory.database)
    }

    @Test(arguments: [2, 3, 10])
    func `a file cut short is called damaged, with what to do`(share: Int) throws {
        let store = try directory.store()
        _ = try store.append(many)
        try store.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        try store.close()
        let file = try FileHandle(forUpdating: URL(filePath: directory.database))
        try file.truncate(atOffset: try file.seekToEnd() / UInt64(share))
        try file.close()
        let error = #expect(throws: StoreError.self) { try directory.store().records() }
        guard case .damaged(let path, _)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(path == directory.database && error?.description.contains("restore a backup") == true)
    }

    @Test(arguments: [
        "record = 99", "details = '{'", "details = '[]'", "item_id = ''", "event_kind = '?'", "user_id = NULL",
        "details = '{\"position\": \"first\"}'",
    ])
    func `a record that does not read back is named by its number`(change: String) throws {
        let store = try directory.store()
        _ = try store.append([.event(view(1)), .event(view(2)), .event(view(3))])
        try directory.execute("UPDATE log SET \(change) WHERE sequence = 2")
        let error = #expect(throws: StoreError.self) { try store.records() }
        guard case .damagedRecord(2, _)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(try store.records(after: 2).count == 1)
    }

    @Test(arguments: [false, true])
    func `nothing is acknowledged once the database is deleted or replaced`(isReplaced: Bool) async throws {
        let store = try directory.store()
        _ = try store.append([.event(view(1))])
        try FileManager.default.removeItem(atPath: directory.path)
        if isReplaced { try directory.store().close() }
        let error = StoreError.replaced(path: store.path)
        #expect(throws: error) { try store.append([.event(view(2))]) }
        #expect(throws: error) { try store.bulk { try $0.append([view(2)]) } }
        #expect(throws: error) { try store.records() }
        await #expect(throws: error) { try await store.appendGrouped([.event(view(2))]) }
    }

    @Test func `a closed store says so`() throws {
        let store = try directory.store()
        try store.close()
        #expect(throws: StoreError.closed(path: store.path)) { try store.append([.event(view(1))]) }
        #expect(throws: StoreError.closed(path: store.path)) { try store.lastSequence() }
        #expect(throws: StoreError.closed(path: store.path)) { try store.forEachEvent { _ in } }
    }

    @Test(arguments: [
        (ResultCode.SQLITE_FULL, StoreError.diskFull(path: "p")), (.SQLITE_BUSY, .locked(path: "p")),
        (.SQLITE_READONLY, .readOnly(path: "p")), (.SQLITE_NOTADB, .notADatabase(path: "p")),
        (.SQLITE_CORRUPT, .damaged(path: "p", detail: "m")), (.SQLITE_CANTOPEN, .cannotOpen(path: "p", detail: "m")),
        (.SQLITE_IOERR, .inputOutput(path: "p", detail: "m")),
        (.SQLITE_TOOBIG, .unexpected(path: "p", code: 18, detail: "m")),
    ])
    func `what SQLite reports has a name here`(code: ResultCode, expected: StoreError) {
        let error = StoreError(DatabaseError(resultCode: code, message: "m"), path: "p")
        #expect(error == expected)
    }

    @Test func `every message names the file or the value, and ends with what to do`() {
        let errors: [StoreError] = [
            .noDatabase(path: "/x"), .notADatabase(path: "/x"), .damaged(path: "/x", detail: "d"),
            .newerSchema(path: "/x", found: 9, known: 3), .readOnly(path: "/x"), .cannotOpen(path: "/x", detail: "d"),
            .diskFull(path: "/x"), .locked(path: "/x"), .closed(path: "/x"), .replaced(path: "/x"),
            .inputOutput(path: "/x", detail: "d"),
            .unexpected(path: "/x", code: 1, detail: "d"), .damagedRecord(sequence: 7, problem: "d"),
            .unknownSchema(version: 7, known: 3), .busy(waiting: 7), .notFinite(field: "/x"),
        ]
        for error in errors {
            let text = error.description
            #expect(text.contains("/x") || text.contains("7"))
            #expect(text.hasSuffix("."))
            #expect(text.contains(". "), "\(text) says what happened and what to do")
        }
    }
}
