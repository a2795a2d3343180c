import Domain

/// Writes the sections of a snapshot one after the other, in little-endian bytes, to wherever `sink` puts them.
///
/// What it writes depends on the state alone: two states are the same when their snapshots have the same bytes.
struct SnapshotWriter {
    /// The ranges of the sections in the file, by name, in the order they were written.
    private(set) var sections: [(name: String, range: Range<Int>)] = []
    /// How many bytes were written.
    private(set) var count = 0
    /// The checksum of what was handed to the sink.
    private(set) var checksum: UInt64 = 0
    private var buffer: [UInt8] = []
    private let sink: (UnsafeRawBufferPointer) throws -> Void

    /// How many bytes are gathered before they go to the sink.
    private static let bufferSize = 1 << 20

    /// A writer of an empty file.
    init(to sink: @escaping (UnsafeRawBufferPointer) throws -> Void) {
        self.sink = sink
        buffer.reserveCapacity(Self.bufferSize + 4096)
    }

    /// Writes the section `name`, which begins at a multiple of 8.
    mutating func section(_ name: String, _ body: (inout SnapshotWriter) throws -> Void) throws {
        while count % 8 != 0 { try write(UInt8(0)) }
        let start = count
        try body(&self)
        sections.append((name, start..<count))
    }

    /// Writes a number.
    mutating func write<Number: FixedWidthInteger>(_ number: Number) throws {
        try withUnsafeBytes(of: number.littleEndian) { try write($0) }
    }

    /// Writes some bytes.
    mutating func write(_ bytes: UnsafeRawBufferPointer) throws {
        buffer.append(contentsOf: bytes)
        count += bytes.count
        if buffer.count >= Self.bufferSize { try flush() }
    }

    /// Writes a text as UTF-8.
    mutating func write(_ text: String) throws {
        var text = text
        try text.withUTF8 { try write(UnsafeRawBufferPointer($0)) }
    }

    /// Writes where each of `count` texts or lists begins, and where the last ends: `[count + 1]`.
    mutating func offsets(count: Int, _ length: (Int) -> Int) throws {
        var offset: UInt64 = 0
        try write(offset)
        for index in 0..<count {
            offset += UInt64(length(index))
            try write(offset)
        }
    }

    /// Writes the sections `name.offsets` and `name` of `texts`.
    mutating func texts(_ name: String, _ texts: [String]) throws {
        try section(name + ".offsets") { try $0.offsets(count: texts.count) { texts[$0].utf8.count } }
        try section(name) { writer in
            for text in texts { try writer.write(text) }
        }
    }

    /// Hands on what is gathered, padded with zeros to a multiple of 8 bytes.
    mutating func finish() throws {
        while count % 8 != 0 { try write(UInt8(0)) }
        try flush()
    }

    private mutating func flush() throws {
        let whole = buffer.count & ~7
        try buffer.withUnsafeBytes { bytes in
            let bytes = UnsafeRawBufferPointer(rebasing: bytes[..<whole])
            checksum = StableHash.extending(checksum, bytes)
            try sink(bytes)
        }
        buffer.removeFirst(whole)
    }
}
