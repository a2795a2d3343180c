import CZlib

/// Why gzip data do not unpack.
package enum GzipError: Error, Hashable, Sendable {
    /// They end before their own end.
    case truncated
    /// They are damaged; zlib says how.
    case damaged(reason: String)

    /// What is wrong, as the end of a sentence about the data.
    package var problem: String {
        switch self {
        case .truncated: "break off before their end"
        case .damaged(let reason): "are damaged (\(reason))"
        }
    }
}

/// Unpacks gzip data that come in pieces, several members one after another included. Memory stays at a window of
/// zlib's and the piece at hand, however much the data expand.
///
/// A class because zlib keeps a pointer to its stream, which must not move.
///
/// *Source:* RFC 1952; section 2.2 has the members. Zero bytes after the last member are passed over, as on a tape.
package final class GzipStream {
    private let stream: UnsafeMutablePointer<z_stream>
    private var input: UnsafeMutablePointer<UInt8>
    private var capacity = 1 << 16
    private var place = Place.member

    private enum Place {
        /// Inside a member, or before the first.
        case member
        /// Between two members, or in the padding after the last.
        case between
    }

    /// A stream before its first byte.
    package init() {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        input = .allocate(capacity: capacity)
        let status = inflateInit2_(stream, 16 + MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        precondition(status == Z_OK, "zlib of the version compiled against starts unless memory is out.")
    }

    deinit {
        inflateEnd(stream)
        stream.deinitialize(count: 1)
        stream.deallocate()
        input.deallocate()
    }

    /// How many of the packed bytes at hand have not been unpacked.
    package var waiting: Int { Int(stream.pointee.avail_in) }

    /// Takes in the next packed bytes, at most 4 GB; those of before must be unpacked.
    package func push(_ bytes: UnsafeRawBufferPointer) {
        precondition(stream.pointee.avail_in == 0, "Packed bytes are taken in when those of before are used up.")
        if bytes.count > capacity {
            input.deallocate()
            capacity = bytes.count
            input = .allocate(capacity: capacity)
        }
        UnsafeMutableRawBufferPointer(start: input, count: capacity).copyMemory(from: bytes)
        (stream.pointee.next_in, stream.pointee.avail_in) = (input, UInt32(bytes.count))
    }

    /// Unpacks into `buffer` from the packed bytes at hand; 0 when they are used up.
    /// - Throws: ``GzipError/damaged(reason:)``.
    package func read(into buffer: UnsafeMutableRawBufferPointer) throws(GzipError) -> Int {
        stream.pointee.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_out = UInt32(clamping: buffer.count)
        let wanted = stream.pointee.avail_out
        // Output may wait inside zlib although the input is used up: it is asked once more before that counts as all.
        var mayHoldMore = true
        while stream.pointee.avail_out == wanted, stream.pointee.avail_in > 0 || mayHoldMore {
            mayHoldMore = stream.pointee.avail_in > 0
            if place == .between, !startsMember() { continue }
            try inflateSome()
        }
        return Int(wanted - stream.pointee.avail_out)
    }

    /// Makes sure that the data were whole.
    /// - Throws: ``GzipError/truncated``.
    package func finish() throws(GzipError) {
        guard place == .between, stream.pointee.avail_in == 0 else { throw .truncated }
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

    private func inflateSome() throws(GzipError) {
        switch inflate(stream, Z_NO_FLUSH) {
        case Z_OK, Z_BUF_ERROR: break
        case Z_STREAM_END: place = .between
        default: throw .damaged(reason: stream.pointee.msg.map { String(cString: $0) } ?? "no reason given")
        }
    }
}
