import Foundation

/// Files that are locked by the process that writes them, so that one which nobody holds any more can be told from one
/// under way: a lock ends with its process, however that ends.
enum LockedFile {
    /// A new file in `directory` with a name that ends in `.tmp`, open for writing and locked until it is closed.
    ///
    /// - Throws: `POSIXError` when it cannot be made.
    static func new(in directory: String) throws -> (path: String, handle: FileHandle) {
        while true {
            let path = "\(directory)/\(UUID().uuidString).tmp"
            let descriptor = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o644)
            guard descriptor >= 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
            let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
            guard flock(descriptor, LOCK_EX) == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
            // Another process may have taken it for abandoned before it was locked here, and removed it; then once more,
            // under another name, for who is still at it removes that name.
            var status = stat()
            if fstat(descriptor, &status) == 0, status.st_nlink > 0 { return (path, handle) }
        }
    }

    /// Removes the file at `path`, unless somebody holds its lock.
    static func removeUnlocked(_ path: String) {
        let descriptor = open(path, O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { unlink(path) }
    }
}
