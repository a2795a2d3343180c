import Domain

/// A file's text as it is consumed line by line, with the number of the line.
///
/// A class because every reader of one file shares its position.
final class RowInput {
    /// How many bytes of rows make a batch full, so that long rows travel in small batches and memory stays flat.
    static let batchBytes = 4 << 20

    /// What is in memory.
    let window: ByteWindow
    /// The path as the user gave it.
    let path: String
    /// The 1-based number of the line at the front of the window.
    private(set) var line = 1
    /// What ends a line: LF, or CR in a file that has no LF at all in its first block.
    let rowEnd: UInt8

    /// Opens the file and makes sure that it is text.
    /// - Throws: ``IngestError`` `.notFound`, `.directory`, `.unreadable`, `.empty`, `.binary` and the gzip ones.
    init(path: String, encoding: TextEncoding?) throws(IngestError) {
        self.path = path
        window = try ByteWindow(try SourceFile(path: path), encoding: encoding)
        let sample = window.bytes
        rowEnd = !sample.contains(0x0A) && sample.contains(0x0D) ? 0x0D : 0x0A
        if let kind = BinaryKind.of(sample) { throw .binary(path: path, looksLike: kind) }
        if window.isAtEnd, sample.allSatisfy({ $0 == 0x20 || (0x09...0x0D).contains($0) }) { throw .empty(path: path) }
    }

    /// Drops the first `count` bytes, in which `lines` lines end.
    func consume(_ count: Int, lines: Int) {
        window.consume(count)
        line += lines
    }

    /// Whether `count` rows are a batch: those read since the window had consumed `start` bytes.
    func isFull(_ count: Int, since start: Int) -> Bool {
        count > 0 && window.consumedBytes - start >= Self.batchBytes
    }

    /// Whether there is a byte left, read if need be.
    /// - Throws: ``IngestError`` as ``SourceFile`` does.
    func hasMore() throws(IngestError) -> Bool {
        while window.bytes.isEmpty { if try !window.refill() { return false } }
        return true
    }

    /// The length of the line at the front without its end, and with it; nil when it is over the longest row.
    /// - Throws: ``IngestError`` as ``SourceFile`` does.
    func lineLength() throws(IngestError) -> (length: Int, next: Int)? {
        var searched = 0
        while true {
            let bytes = window.bytes
            if let found = bytes[searched...].firstIndex(of: rowEnd) {
                guard found <= ByteWindow.maximumRow else { return nil }
                return (found > 0 && rowEnd == 0x0A && bytes[found - 1] == 0x0D ? found - 1 : found, found + 1)
            }
            if window.isAtEnd, bytes.count <= ByteWindow.maximumRow { return (bytes.count, bytes.count) }
            if bytes.count > ByteWindow.maximumRow { return nil }
            searched = bytes.count
            _ = try window.refill()
        }
    }

    /// Consumes the line at the front, however long, and returns what is kept of it.
    /// - Throws: ``IngestError`` as ``SourceFile`` does.
    func takeLine() throws(IngestError) -> (raw: [UInt8], isCut: Bool) {
        if let (length, next) = try lineLength() {
            let raw = Array(window.bytes[..<length])
            consume(next, lines: 1)
            return (raw, false)
        }
        let raw = Array(window.bytes.prefix(ByteWindow.maximumRow))
        while try hasMore() {
            if let end = window.bytes.firstIndex(of: rowEnd) {
                consume(end + 1, lines: 1)
                return (raw, true)
            }
            window.consume(window.bytes.count)
        }
        return (raw, true)
    }

    /// Passes over the lines that ``RejectionFile`` puts before each row: `# line 1204: ...`
    /// - Throws: ``IngestError`` as ``SourceFile`` does.
    func skipNotes() throws(IngestError) {
        while try hasMore(), window.bytes[0] == UInt8(ascii: "#") {
            guard let (length, next) = try lineLength(), RejectionFile.isNote(window.bytes[..<length]) else { return }
            consume(next, lines: 1)
        }
    }

    /// A refusal of the line at the front, which is consumed.
    /// - Throws: ``IngestError`` as ``SourceFile`` does.
    func refuseLine(_ problem: RowProblem) throws(IngestError) -> Refusal {
        let number = line
        let (raw, isCut) = try takeLine()
        guard isCut else { return Refusal(line: number, raw: raw, reason: problem.reason, message: problem.message) }
        let message = """
            it has over \(ByteWindow.maximumRow.grouped) bytes, the most a row may have. Only its beginning is kept \
            here; shorten it in the file.
            """
        return Refusal(line: number, raw: raw, reason: .tooLong, message: message)
    }
}

/// What a file that is not text seems to be.
enum BinaryKind {
    /// A name for the kind of `sample`, the file's beginning; nil when it is text.
    static func of(_ sample: UnsafeBufferPointer<UInt8>) -> String? {
        for (magic, name) in known where sample.starts(with: magic) { return name }
        guard sample.contains(0) else { return nil }
        return "binary data, or UTF-16 without a byte order mark. In that case pass --encoding utf-16"
    }

    private static let known: [(magic: [UInt8], name: String)] = [
        ([0x50, 0x4B, 0x03, 0x04], "a ZIP archive or an Excel workbook. Unpack it, or save the sheet as CSV"),
        ([0xD0, 0xCF, 0x11, 0xE0], "an Excel workbook. Save the sheet as CSV"),
        (Array("PAR1".utf8), "a Parquet file. Write it as CSV or JSON Lines"),
        (Array("SQLite format 3".utf8), "a SQLite database. Export the table as CSV"),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "xz data. Decompress it, or compress it with gzip"),
        ([0x28, 0xB5, 0x2F, 0xFD], "zstd data. Decompress it, or compress it with gzip"),
        (Array("BZh".utf8), "bzip2 data. Decompress it, or compress it with gzip"),
    ]
}
