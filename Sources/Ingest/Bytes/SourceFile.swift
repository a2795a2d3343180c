import Foundation

/// Reads a file from front to end, unpacking gzip on the way.
///
/// A class because it owns the open file descriptor, which it closes.
final class SourceFile {
    /// The path as the user gave it.
    let path: String
    /// The file's size in bytes as stored; nil for a pipe.
    let totalBytes: Int?
    /// The bytes of the file read so far, before unpacking.
    private(set) var bytesRead = 0

    private let descriptor: Int32
    private var gunzip: Gunzip?
    private var head: [UInt8] = []

    /// Opens the file and looks at its first two bytes.
    /// - Throws: ``IngestError`` `.notFound`, `.directory`, `.unreadable`.
    init(path: String) throws(IngestError) {
        self.path = path
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw errno == ENOENT || errno == ENOTDIR ? .notFound(path: path) : Self.unreadable(path)
        }
        var status = stat()
        let isKnown = fstat(descriptor, &status) == 0
        let kind = status.st_mode & S_IFMT
        totalBytes = isKnown && kind == S_IFREG ? Int(status.st_size) : nil
        guard isKnown else { throw Self.unreadable(path) }
        if kind == S_IFDIR { throw .directory(path: path) }
        head = try firstBytes(2)
        if head == [0x1F, 0x8B] { gunzip = Gunzip(path: path) }
    }

    deinit { close(descriptor) }

    /// Fills `buffer` from its front; 0 at the end, otherwise as much as was at hand.
    /// - Throws: ``IngestError`` `.unreadable`, `.truncatedGzip`, `.damagedGzip`.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(IngestError) -> Int {
        guard let gunzip else { return try readStored(into: buffer) }
        return try gunzip.read(into: buffer) { (input) throws(IngestError) in try self.readStored(into: input) }
    }

    private func readStored(into buffer: UnsafeMutableRawBufferPointer) throws(IngestError) -> Int {
        if !head.isEmpty {
            let count = min(head.count, buffer.count)
            buffer.copyBytes(from: head[..<count])
            head.removeFirst(count)
            return count
        }
        while true {
            let count = Foundation.read(descriptor, buffer.baseAddress, buffer.count)
            if count >= 0 {
                bytesRead += count
                return count
            }
            guard errno == EINTR else { throw Self.unreadable(path) }
        }
    }

    /// The first `count` bytes of the file, or as many as it has.
    private func firstBytes(_ count: Int) throws(IngestError) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            var byte: UInt8 = 0
            let status = Foundation.read(descriptor, &byte, 1)
            if status == 0 { break }
            if status > 0 { bytes.append(byte) } else if errno != EINTR { throw Self.unreadable(path) }
        }
        bytesRead += bytes.count
        return bytes
    }

    private static func unreadable(_ path: String) -> IngestError {
        .unreadable(path: path, reason: String(cString: strerror(errno)))
    }
}
