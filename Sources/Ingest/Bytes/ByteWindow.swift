/// The part of a file's text that is in memory: what has been read and not yet consumed, as ASCII-compatible bytes.
///
/// A class because it owns the buffer, which it frees. Memory stays at ``maximumRow`` and a block, however large the
/// file.
final class ByteWindow {
    /// The longest row that is taken, in bytes.
    static let maximumRow = 1 << 20
    /// How much is read at a time, in bytes.
    static let block = 1 << 18

    /// The file.
    let source: SourceFile
    /// Whether everything that will come is in the window.
    private(set) var isAtEnd = false
    /// Whether the file is UTF-16, and what the window shows is UTF-8 made of it.
    var isTranscoded: Bool { transcoder != nil }
    /// Whether the file began with the mark of UTF-8 or UTF-16.
    private(set) var hadMark = false
    /// How many bytes have been consumed.
    private(set) var consumedBytes = 0

    private var storage: UnsafeMutablePointer<UInt8>
    private var capacity = ByteWindow.block
    private var (start, end) = (0, 0)
    private var transcoder: UTF16Transcoder?
    private let scratch = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: ByteWindow.block / 4)

    /// Reads the first block and settles what the bytes are.
    ///
    /// A byte order mark says more than `encoding`.
    /// - Throws: ``IngestError`` as ``SourceFile`` does.
    init(_ source: SourceFile, encoding: TextEncoding?) throws(IngestError) {
        self.source = source
        storage = .allocate(capacity: capacity)
        while end < capacity / 4, try refill() {}
        settle(encoding)
        while end < capacity / 4, try refill() {}
    }

    deinit {
        storage.deallocate()
        scratch.deallocate()
    }

    /// What has been read and not yet consumed.
    var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: storage + start, count: end - start) }

    /// Drops the first `count` bytes.
    func consume(_ count: Int) {
        precondition(count <= end - start, "Only what is in the window can be consumed.")
        start += count
        consumedBytes += count
    }

    /// Reads another block behind what is there; false when nothing more came. Pointers into the window end here.
    /// - Throws: ``IngestError`` as ``SourceFile`` does.
    func refill() throws(IngestError) -> Bool {
        guard !isAtEnd else { return false }
        makeRoom()
        let before = end
        if transcoder == nil {
            let count = try source.read(
                into: UnsafeMutableRawBufferPointer(start: storage + end, count: capacity - end))
            end += count
            isAtEnd = count == 0
        } else {
            let count = try source.read(into: UnsafeMutableRawBufferPointer(scratch))
            append(UnsafeBufferPointer(start: scratch.baseAddress, count: count))
            isAtEnd = count == 0
        }
        return end > before || !isAtEnd
    }

    private func append(_ raw: UnsafeBufferPointer<UInt8>) {
        guard transcoder != nil else { return }
        if raw.isEmpty {
            end += transcoder?.finish(into: storage + end) ?? 0
        } else {
            end += transcoder?.transcode(raw, into: storage + end) ?? 0
        }
    }

    /// Moves what is left to the front, and doubles the buffer when that leaves less than half a block.
    private func makeRoom() {
        if start > 0 {
            storage.update(from: storage + start, count: end - start)
            (start, end) = (0, end - start)
        }
        guard capacity - end < Self.block / 2 else { return }
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity * 2)
        larger.update(from: storage, count: end)
        storage.deallocate()
        (storage, capacity) = (larger, capacity * 2)
    }

    private func settle(_ encoding: TextEncoding?) {
        let sample = bytes
        let isUTF8 = sample.starts(with: [0xEF, 0xBB, 0xBF])
        let isUTF16 = sample.starts(with: [0xFF, 0xFE]) || sample.starts(with: [0xFE, 0xFF])
        hadMark = isUTF8 || isUTF16
        guard isUTF16 || (encoding == .utf16 && !isUTF8) else { return consume(isUTF8 ? 3 : 0) }
        transcoder = UTF16Transcoder(sample: sample)
        let raw = Array(sample.dropFirst(isUTF16 ? 2 : 0))
        (start, end) = (0, 0)
        // The block read so far is at most `capacity` bytes and may grow by half.
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity * 2)
        storage.deallocate()
        (storage, capacity) = (larger, capacity * 2)
        raw.withUnsafeBufferPointer { append($0) }
        if isAtEnd { append(UnsafeBufferPointer(start: nil, count: 0)) }
    }
}
