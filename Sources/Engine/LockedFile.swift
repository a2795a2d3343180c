import Foundation

/// Files that are locked by the process that writes them, so that one which nobody holds any more can be told from one
/// under way: a lock ends with its process, however that ends.
enum LockedFile {
    /// A new file at `path`, open for writing and locked until it is closed.
    ///
    /// - Throws: `POSIXError` when it cannot be made.
    static func new(_ path: String) throws -> FileHandle {
        let descriptor = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { throw POSIXError(.EWOULDBLOCK) }
        return file
    }

    /// Removes the file at `path`, unless somebody holds its lock.
    static func removeUnlocked(_ path: String) {
        let descriptor = open(path, O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { unlink(path) }
    }
}
