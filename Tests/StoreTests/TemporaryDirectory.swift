import Domain
import Foundation
import GRDB

@testable import Store

/// A data directory of one test, removed when the test is over.
final class TemporaryDirectory {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("kindred-\(UUID().uuidString)").path

    var database: String { path + "/" + LogStore.fileName }

    func store() throws -> LogStore { try LogStore(directory: path) }

    /// The log as another program would see it.
    func query<T: DatabaseValueConvertible>(_ sql: String, as type: T.Type = T.self) throws -> T? {
        try DatabaseQueue(path: database).read { try T.fetchOne($0, sql: sql) }
    }

    /// Changes the database as another program would.
    func execute(_ sql: String) throws {
        try DatabaseQueue(path: database).writeWithoutTransaction { try $0.execute(sql: sql) }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}

extension LogStore {
    /// Runs `sql` on the connection that writes.
    func execute(_ sql: String) throws { try pool.writeWithoutTransaction { try $0.execute(sql: sql) } }

    func records(after: Int64 = 0) throws -> [LogRecord] {
        var records: [LogRecord] = []
        try forEachRecord(after: after) { records.append($0) }
        return records
    }

    func entries() throws -> [LogEntry] { try records().map(\.entry) }
}

/// A view of item `number` by user u, a second after the one before.
func view(_ number: Int, id: EventID? = nil) -> Event {
    Event(
        id: id, user: "u", item: ItemID(stringLiteral: "item-\(number)"), kind: .view,
        time: Timestamp(seconds: 1_700_000_000 + Int64(number)))
}

func item(_ id: ItemID, title: String) -> Item {
    var item = Item(id: id)
    item.title = title
    return item
}
