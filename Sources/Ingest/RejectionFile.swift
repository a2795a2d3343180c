import Foundation

/// The rows of a file that were refused, each as it stood behind a line that says why, so that the file can be mended
/// and imported.
///
///     userId,movieId,rating,timestamp
///     # line 1204: "timestamp" is "yesterday", not a Unix time or an RFC 3339 time. ...
///     7,1204,4.0,yesterday
///
/// It is written under a temporary name, which ``prepare()`` makes durable, and takes its own with ``commit()``.
/// When nothing was refused there is no file, and one from an earlier import of the same source is removed: it
/// would be wrong.
///
/// A class because it owns the open file, and removes the temporary one unless it was committed.
package final class RejectionFile {
    /// How much is gathered before it is written, in bytes.
    private static let block = 1 << 16
    private static let noteStart = Array("# line ".utf8)

    /// The file's own name.
    package let path: String
    /// How many rows it holds.
    package private(set) var count = 0

    private let temporaryPath: String
    private let encoding: TextEncoding
    private let front: [UInt8]
    private var descriptor: Int32 = -1
    private var buffer: [UInt8] = []

    /// A file at `path` whose first line is `header`; nothing is written yet.
    init(path: String, header: [UInt8]?, encoding: TextEncoding, hasMark: Bool) {
        (self.path, self.encoding) = (path, encoding == .utf16 ? .utf8 : encoding)
        temporaryPath = "\(path).\(getpid()).partial"
        front = (hasMark ? [0xEF, 0xBB, 0xBF] : []) + (header.map { $0 + [0x0A] } ?? [])
    }

    deinit { discard() }

    /// Adds a refused row.
    /// - Throws: ``IngestError/cannotWrite(path:reason:)``.
    package func add(_ refusal: Refusal) throws(IngestError) {
        if descriptor < 0 { try start() }
        buffer += Self.noteStart
        buffer += encoding.bytes("\(refusal.line): \(refusal.message)".filter { !$0.isNewline })
        buffer.append(0x0A)
        buffer += refusal.raw
        buffer.append(0x0A)
        count += 1
        if buffer.count >= Self.block { try flush() }
    }

    /// Makes everything added so far durable, still under the temporary name, so that ``commit()`` needs no room.
    /// - Throws: ``IngestError/cannotWrite(path:reason:)``.
    package func prepare() throws(IngestError) {
        guard descriptor >= 0 else { return }
        try flush()
        guard fsync(descriptor) == 0 else { throw failure() }
    }

    /// Gives the file its name, or removes the one of an earlier import when nothing was refused.
    /// - Throws: ``IngestError/cannotWrite(path:reason:)``.
    package func commit() throws(IngestError) {
        guard descriptor >= 0 else {
            // Looked for first: on a disk mounted for reading even the removal of nothing is an error.
            guard access(path, F_OK) != 0 || unlink(path) == 0 else { throw failure() }
            return
        }
        try prepare()
        guard rename(temporaryPath, path) == 0 else { throw failure() }
        close(descriptor)
        descriptor = -1
    }

    /// Removes what was written and leaves an earlier file as it is.
    package func discard() {
        guard descriptor >= 0 else { return }
        close(descriptor)
        descriptor = -1
        unlink(temporaryPath)
        buffer = []
    }

    /// Whether `line` is one that ``add(_:)`` puts before a row: `# line 1204: ...`
    static func isNote(_ line: some Collection<UInt8>) -> Bool {
        guard line.starts(with: noteStart) else { return false }
        let rest = line.dropFirst(noteStart.count)
        let digits = rest.prefix { (0x30...0x39).contains($0) }
        return !digits.isEmpty && rest.dropFirst(digits.count).first == UInt8(ascii: ":")
    }

    private func start() throws(IngestError) {
        descriptor = open(temporaryPath, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw failure() }
        buffer += front
    }

    private func flush() throws(IngestError) {
        var written = 0
        while written < buffer.count {
            let count = buffer.withUnsafeBytes {
                write(descriptor, $0.baseAddress?.advanced(by: written), $0.count - written)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw failure() }
            written += count
        }
        buffer.removeAll(keepingCapacity: true)
    }

    private func failure() -> IngestError { .cannotWrite(path: path, reason: String(cString: strerror(errno))) }
}

extension TextEncoding {
    /// `text` in this encoding; `?` for what it cannot write.
    fileprivate func bytes(_ text: String) -> [UInt8] {
        switch self {
        case .utf8, .utf16: Array(text.utf8)
        case .latin1: text.unicodeScalars.map { UInt8(exactly: $0.value) ?? UInt8(ascii: "?") }
        case .windows1252: text.unicodeScalars.map { RowText.windows1252Byte(of: $0) ?? UInt8(ascii: "?") }
        }
    }
}
