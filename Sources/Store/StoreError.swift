/// Why the store could not do what it was asked; after every one of them the log holds what it held before.
package enum StoreError: Error, Hashable, Sendable {
    /// There is no database and the caller did not ask for a new one.
    case noDatabase(path: String)
    /// The file is something else: another program's database, or no database at all.
    case notADatabase(path: String)
    /// SQLite found pages that contradict each other.
    case damaged(path: String, detail: String)
    /// One record does not read back.
    case damagedRecord(sequence: Int64, problem: String)
    /// A later version of the program wrote the database.
    case newerSchema(path: String, found: Int, known: Int)
    /// There is no step to the version that was asked for.
    case unknownSchema(version: Int, known: Int)
    /// The file or its directory may not be written.
    case readOnly(path: String)
    /// The directory or the file cannot be made or opened.
    case cannotOpen(path: String, detail: String)
    /// The disk, or the quota on it, is used up.
    case diskFull(path: String)
    /// Another process held the write lock for longer than this one waits.
    case locked(path: String)
    /// The calls that wait for the next commit are as many as may wait.
    case busy(waiting: Int)
    /// The number in this field is infinite or not a number.
    case notFinite(field: String)
    /// The database was deleted, moved or replaced while this store had it open.
    case replaced(path: String)
    /// A log that another one was to be copied into holds something that the other does not have at that place.
    case notACopy(path: String, sequence: Int64)
    /// The store was closed before.
    case closed(path: String)
    /// The operating system refused a read or a write.
    case inputOutput(path: String, detail: String)
    /// Anything else, in SQLite's words.
    case unexpected(path: String, code: Int, detail: String)
}

extension StoreError: CustomStringConvertible {
    /// What happened and what to do next.
    package var description: String {
        switch self {
        case .noDatabase(let path):
            "There is no database at \(path). Import something first, or name the right directory with --data."
        case .notADatabase(let path):
            "\(path) is not a Kindred database. Move it away, or name another directory with --data."
        case .damaged(let path, let detail):
            "\(path) is damaged (\(detail)). Stop every program that uses it, and restore a backup."
        case .damagedRecord(let sequence, let problem):
            "Record \(sequence) of the log does not read back: \(problem). Restore a backup, or export what still reads."
        case .newerSchema(let path, let found, let known):
            "\(path) has schema version \(found); this program knows versions up to \(known). "
                + "Use the newer program, or migrate down with it first."
        case .unknownSchema(let version, let known):
            "There is no schema version \(version). Give 0 to \(known)."
        case .readOnly(let path):
            "\(path) may not be written. Give this user the right to write the file and its directory."
        case .cannotOpen(let path, let detail):
            "\(path) cannot be opened (\(detail)). See that the directory exists and this user may write it."
        case .diskFull(let path):
            "The disk is full, so nothing more was written to \(path). Make room, and do it again."
        case .locked(let path):
            "Another process keeps writing \(path). Wait until its import is over, and do it again."
        case .busy(let waiting):
            "\(waiting) events wait to be written, the most that may. Send them again in a second."
        case .notFinite(let field):
            "\"\(field)\" is infinite or not a number. Give a finite number, or leave it out."
        case .replaced(let path):
            "\(path) is no longer the file that was opened: it was deleted, moved or replaced, and nothing more is "
                + "written to it. Put it back, or restore a backup, and start the program again."
        case .notACopy(let path, let sequence):
            "\(path) is not the beginning of the log that is copied: they differ at record \(sequence). "
                + "Name a new directory, or one that was made by an earlier copy of the same log."
        case .closed(let path):
            "\(path) was closed. Open it again."
        case .inputOutput(let path, let detail):
            "\(path) could not be read or written (\(detail)). Look at the disk and the system's log."
        case .unexpected(let path, let code, let detail):
            "\(path): SQLite reports \(detail) (code \(code)). Please report this with what led to it."
        }
    }
}
