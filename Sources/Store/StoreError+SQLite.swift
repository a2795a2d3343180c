import Foundation
import GRDB

extension StoreError {
    /// What SQLite's result code means for the database at `path`.
    init(_ error: DatabaseError, path: String) {
        let detail = error.message ?? error.resultCode.description
        switch error.resultCode {
        case .SQLITE_FULL: self = .diskFull(path: path)
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .locked(path: path)
        case .SQLITE_READONLY, .SQLITE_PERM: self = .readOnly(path: path)
        case .SQLITE_NOTADB: self = .notADatabase(path: path)
        case .SQLITE_CORRUPT: self = .damaged(path: path, detail: detail)
        case .SQLITE_CANTOPEN: self = .cannotOpen(path: path, detail: detail)
        case .SQLITE_IOERR: self = .inputOutput(path: path, detail: detail)
        case .SQLITE_MISUSE: self = .closed(path: path)
        default: self = .unexpected(path: path, code: Int(error.extendedResultCode.rawValue), detail: detail)
        }
    }

    /// `error` as a store error; one that is neither the store's nor SQLite's stays told in its own words.
    init(_ error: any Error, path: String) {
        switch error {
        case let error as StoreError: self = error
        case let error as DatabaseError: self.init(error, path: path)
        default: self = .unexpected(path: path, code: -1, detail: String(describing: error))
        }
    }

    /// Runs `body`, whatever it throws becoming a store error.
    static func translating<T>(_ path: String, _ body: () throws -> T) throws(StoreError) -> T {
        do { return try body() } catch { throw StoreError(error, path: path) }
    }
}
