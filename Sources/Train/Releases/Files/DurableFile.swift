import Foundation

/// Writes that are on the disk when they return.
enum DurableFile {
    /// How many bytes a file has, and their checksum.
    struct Seal: Hashable, Sendable {
        var bytes: Int
        var crc32: UInt32
    }

    /// Creates `path` with `chunks` one after the other, synchronized and then read-only.
    ///
    /// - Throws: ``ReleaseError/system(operation:path:reason:)``, also when the file exists.
    @discardableResult
    static func create(_ path: String, _ chunks: [UnsafeRawBufferPointer]) throws(ReleaseError) -> Seal {
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard file >= 0 else { throw .system("create", path) }
        defer { close(file) }
        var (checksum, bytes) = (CRC32(), 0)
        for chunk in chunks {
            try writeAll(chunk, to: file, path)
            checksum.append(chunk)
            bytes += chunk.count
        }
        guard fchmod(file, 0o444) == 0, fsync(file) == 0 else { throw .system("synchronize", path) }
        return Seal(bytes: bytes, crc32: checksum.value)
    }

    /// Creates `path` with `bytes`, then `chunks`; as above.
    @discardableResult
    static func create(
        _ path: String, _ bytes: [UInt8], _ chunks: [UnsafeRawBufferPointer] = []
    ) throws(ReleaseError) -> Seal {
        try bytes.withUnsafeBytes { raw in
            Result { () throws(ReleaseError) in try create(path, [raw] + chunks) }
        }.get()
    }

    /// Puts a file with `bytes` in the place of whatever is at `path`: a reader sees the old one or the new one.
    ///
    /// - Throws: ``ReleaseError/system(operation:path:reason:)``.
    static func replace(_ path: String, with bytes: [UInt8]) throws(ReleaseError) {
        let temporary = "\(path).tmp-\(String(UInt64.random(in: 0 ... .max), radix: 16))"
        do throws(ReleaseError) {
            try create(temporary, bytes)
            guard rename(temporary, path) == 0 else { throw .system("replace", path) }
        } catch {
            unlink(temporary)
            throw error
        }
        try synchronizeDirectory((path as NSString).deletingLastPathComponent)
    }

    /// Makes the names in the directory at `path` durable.
    ///
    /// - Throws: ``ReleaseError/system(operation:path:reason:)``.
    static func synchronizeDirectory(_ path: String) throws(ReleaseError) {
        let directory = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard directory >= 0 else { throw .system("open", path) }
        defer { close(directory) }
        guard fsync(directory) == 0 else { throw .system("synchronize", path) }
    }

    private static func writeAll(
        _ chunk: UnsafeRawBufferPointer, to file: Int32, _ path: String
    ) throws(ReleaseError) {
        var rest = chunk
        while let start = rest.baseAddress, !rest.isEmpty {
            // The system takes at most 2 GB at a time.
            let written = write(file, start, min(rest.count, 1 << 30))
            if written < 0 && errno == EINTR { continue }
            guard written > 0 else { throw .system("write", path) }
            rest = UnsafeRawBufferPointer(rebasing: rest[written...])
        }
    }
}

extension ReleaseError {
    /// What the system said last, about `operation` on `path`.
    static func system(_ operation: String, _ path: String) -> ReleaseError {
        .system(operation: operation, path: path, reason: String(cString: strerror(errno)))
    }
}
