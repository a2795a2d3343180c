import Foundation
import Testing

/// File systems in memory, a few megabytes large, that can be filled and mounted for reading.
enum SmallDisk {
    /// Why a test that needs one is skipped.
    static let comment: Comment = "needs the right to mount a small file system (root on Linux)"

    /// Whether a file system can be mounted here.
    static let canMount: Bool = {
        guard let directory = try? EngineDirectory(), (try? with("size=64k", { _ in true })) == true else {
            return false
        }
        return !directory.path.isEmpty
    }()

    private struct CannotMount: Error {}

    /// Runs `body` with a directory that is a file system of its own, mounted with `options`.
    static func with<Result>(_ options: String, _ body: (EngineDirectory) throws -> Result) throws -> Result {
        let directory = try mounted(options)
        defer { unmount(directory) }
        return try body(directory)
    }

    /// Runs `body` as ``with(_:_:)`` does.
    static func with<Result>(_ options: String, _ body: (EngineDirectory) async throws -> Result) async throws -> Result
    {
        let directory = try mounted(options)
        defer { unmount(directory) }
        return try await body(directory)
    }

    private static func mounted(_ options: String) throws -> EngineDirectory {
        let directory = try EngineDirectory()
        guard try directory.runs("mount", "-t", "tmpfs", "-o", options, "tmpfs", directory.path) else {
            throw CannotMount()
        }
        return directory
    }

    private static func unmount(_ directory: EngineDirectory) {
        _ = try? directory.runs("umount", "-l", directory.path)
    }
}
