import CZlib

/// Unpacks gzip data, several members one after another included.
///
/// A class because zlib keeps a pointer to its stream, which must not move.
///
/// *Source:* RFC 1952; section 2.2 has the members. Zero bytes after the last member are passed over, as on a tape.
final class Gunzip {
    private static let inputSize = 1 << 16

    private let path: String
    private let stream: UnsafeMutablePointer<z_stream>
    private let input: UnsafeMutablePointer<UInt8>
    private var bytesTaken = 0
    private var place = Place.member

    private enum Place {
        /// Inside a member, or before the first.
        case member
        /// Between two members, or in the padding after the last.
        case between
    }

    /// An unpacker for the file at `path`, which its errors name.
    init(path: String) {
        self.path = path
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        input = .allocate(capacity: Self.inputSize)
        let status = inflateInit2_(stream, 16 + MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        precondition(status == Z_OK, "zlib of the version compiled against starts unless memory is out.")
    }

    deinit {
        inflateEnd(stream)
        stream.deinitialize(count: 1)
        stream.deallocate()
        input.deallocate()
    }

    /// Unpacks into `buffer` what `more` brings; 0 at the end.
    /// - Throws: ``IngestError`` `.truncatedGzip`, `.damagedGzip`, and what `more` throws.
    func read(
        into buffer: UnsafeMutableRawBufferPointer,
        more: (UnsafeMutableRawBufferPointer) throws(IngestError) -> Int
    ) throws(IngestError) -> Int {
        stream.pointee.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_out = UInt32(clamping: buffer.count)
        let wanted = stream.pointee.avail_out
        while stream.pointee.avail_out == wanted {
            if stream.pointee.avail_in == 0 {
                let count = try more(UnsafeMutableRawBufferPointer(start: input, count: Self.inputSize))
                stream.pointee.next_in = input
                stream.pointee.avail_in = UInt32(count)
                bytesTaken += count
                if count == 0 {
                    guard place == .between else { throw .truncatedGzip(path: path, bytes: bytesTaken) }
                    return 0
                }
            }
            if place == .between, !startsMember() { continue }
            try inflateSome()
        }
        return Int(wanted - stream.pointee.avail_out)
    }

    /// Passes over padding; whether a further member follows in the input at hand.
    private func startsMember() -> Bool {
        while stream.pointee.avail_in > 0, stream.pointee.next_in.pointee == 0 {
            stream.pointee.next_in += 1
            stream.pointee.avail_in -= 1
        }
        guard stream.pointee.avail_in > 0 else { return false }
        inflateReset(stream)
        place = .member
        return true
    }

    private func inflateSome() throws(IngestError) {
        switch inflate(stream, Z_NO_FLUSH) {
        case Z_OK, Z_BUF_ERROR: break
        case Z_STREAM_END: place = .between
        default:
            let reason = stream.pointee.msg.map { String(cString: $0) } ?? "no reason given"
            throw .damagedGzip(path: path, bytes: bytesTaken - Int(stream.pointee.avail_in), reason: reason)
        }
    }
}
