import Domain
import Foundation
import GRDB
import Synchronization
import Testing

@testable import Store

@Suite struct TransactionTests {
    private let directory = TemporaryDirectory()

    @Test func `when an import throws, nothing of it stays and its numbers are used again`() throws {
        let store = try directory.store()
        _ = try store.append([.event(view(1)), .item(item("a", title: "Old"))])
        let before = try store.position()
        #expect(throws: FieldError.self) {
            try store.bulk { appender in
                _ = try appender.append([view(2), view(3)])
                _ = try appender.append([item("a", title: "New"), item("b", title: "B")])
                _ = try appender.append(LogEntry.itemDeleted("a"))
                throw FieldError("row 4", "is bad")
            }
        }
        #expect(try store.position() == before)
        #expect(try store.item("a")?.title == "Old")
        #expect(try store.item("b") == nil)
        #expect(try store.counts() == StoreCounts(events: 1, decisions: 0, items: 1, users: 0))
        #expect(try store.append([.event(view(2))]) == [.appended(sequence: 3)])
    }

    @Test func `a batch with a number that cannot be kept leaves nothing`() throws {
        let store = try directory.store()
        var bad = view(2)
        bad.value = .nan
        #expect(throws: StoreError.notFinite(field: "value")) { try store.append([.event(view(1)), .event(bad)]) }
        (bad.value, bad.price) = (1, .infinity)
        #expect(throws: StoreError.notFinite(field: "price")) { try store.append([.event(view(1)), .event(bad)]) }
        #expect(try store.lastSequence() == 0)
    }

    /// A copy of the files in the middle of a transaction is what a killed process leaves behind.
    @Test func `a transaction that was never committed is gone after reopening`() throws {
        let abandoned = TemporaryDirectory()
        let store = try LogStore(directory: directory.path, cacheBytes: 64 << 10)
        _ = try store.append([.event(view(1))])
        try store.bulk { appender in
            _ = try appender.append((2...20_000).map { view($0) })
            try FileManager.default.copyItem(atPath: directory.path, toPath: abandoned.path)
            _ = try appender.append([view(20_001)])
        }
        let size = try FileManager.default.attributesOfItem(atPath: abandoned.database + "-wal")[.size] as? Int ?? 0
        #expect(size > 500_000, "the transaction had to reach the disk, or the test shows nothing")
        let reopened = try abandoned.store()
        #expect(try reopened.counts().events == 1)
        #expect(try reopened.append([.event(view(2))]) == [.appended(sequence: 2)])
        #expect(try store.counts().events == 20_001)
    }

    @Test func `readers see the log as it was before the open transaction`() throws {
        let store = try directory.store()
        _ = try store.append([.event(view(1))])
        try store.bulk { appender in
            _ = try appender.append([view(2)])
            let seen = Mutex<[Int]>([])
            DispatchQueue.concurrentPerform(iterations: 4) { _ in
                let count = (try? store.records().count) ?? -1
                seen.withLock { $0.append(count) }
            }
            #expect(seen.withLock { $0 } == [1, 1, 1, 1])
        }
        #expect(try store.records().count == 2)
    }

    @Test func `a walk sees a snapshot while others append`() throws {
        let store = try directory.store()
        _ = try store.append((1...10).map { .event(view($0)) })
        var count = 0
        try store.forEachEvent { event in
            count += 1
            _ = try store.append([.event(view(100 + count))])
        }
        #expect(count == 10)
        #expect(try store.counts().events == 20)
    }

    @Test func `every commit is synced`() throws {
        let store = try directory.store()
        let (synchronous, journal) = try store.pool.writeWithoutTransaction { database in
            (
                try Int.fetchOne(database, sql: "PRAGMA synchronous"),
                try String.fetchOne(database, sql: "PRAGMA journal_mode")
            )
        }
        #expect(synchronous == 2)
        #expect(journal == "wal")
    }

    @Test func `two stores on one directory take turns, and no event is lost or counted twice`() throws {
        let stores = [try directory.store(), try directory.store()]
        DispatchQueue.concurrentPerform(iterations: 2) { writer in
            for batch in 0..<100 {
                let events = (0..<5).map { LogEntry.event(view(batch * 4 + $0)) }
                do { _ = try stores[writer].append(events) } catch { Issue.record(error) }
            }
        }
        let records = try stores[0].records()
        #expect(records.map(\.sequence) == Array(1...Int64(401)))
        #expect(try stores[1].counts().events == 401)
        #expect(try stores[0].position() == stores[1].position())
    }
}
