import Foundation

/// An exclusive lock on a file or directory that ends with this object, or with the process.
///
/// A class because the lock is one identity: its end of life gives it back.
final class DirectoryLock {
    private let file: Int32

    private init(file: Int32) { self.file = file }

    /// Waits until nobody else holds the lock on the file at `path`, which is created when it is missing.
    ///
    /// - Throws: ``ReleaseError/system(operation:path:reason:)``.
    static func wait(for path: String) throws(ReleaseError) -> DirectoryLock {
        let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard file >= 0 else { throw .system("open", path) }
        while flock(file, LOCK_EX) != 0 {
            guard errno == EINTR else {
                close(file)
                throw .system("lock", path)
            }
        }
        return DirectoryLock(file: file)
    }

    /// The lock on the directory at `path`; nil when it is held or the directory is gone.
    static func attempt(directory path: String) -> DirectoryLock? {
        let file = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            close(file)
            return nil
        }
        return DirectoryLock(file: file)
    }

    deinit { close(file) }
}
