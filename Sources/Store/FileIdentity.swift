import Foundation

/// Which file a path leads to: the file system it is on and its number there.
///
/// A deleted file lives on for those who have it open, so that what they write is lost with the last of them; only its
/// path tells.
struct FileIdentity: Hashable, Sendable {
    private let device: UInt64
    private let number: UInt64

    /// The file at `path`; nil when there is none, or it may not be looked at.
    ///
    /// - Complexity: One call of the system, a microsecond.
    init?(path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        (device, number) = (UInt64(truncatingIfNeeded: status.st_dev), UInt64(status.st_ino))
    }
}
