import CZlib

/// Packs bytes as gzip.
package enum Gzip {
    /// `bytes` as one whole gzip member; members one after another in a file read back as their contents one after
    /// another.
    ///
    /// *Source:* RFC 1952, section 2.2.
    /// - Complexity: O(bytes), some 50 MB a second.
    package static func member(of bytes: [UInt8]) -> [UInt8] {
        precondition(bytes.count < 1 << 30, "A member of \(bytes.count) bytes; pack a gigabyte at most at a time.")
        var stream = z_stream()
        let size = Int32(MemoryLayout<z_stream>.size)
        let level = Z_DEFAULT_COMPRESSION
        let status = deflateInit2_(
            &stream, level, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size)
        precondition(status == Z_OK, "zlib of the version compiled against starts unless memory is out.")
        defer { deflateEnd(&stream) }
        var input = bytes
        let bound = Int(deflateBound(&stream, UInt(bytes.count)))
        return [UInt8](unsafeUninitializedCapacity: bound) { output, count in
            input.withUnsafeMutableBufferPointer { input in
                stream.next_in = input.baseAddress
                stream.avail_in = UInt32(input.count)
                stream.next_out = output.baseAddress
                stream.avail_out = UInt32(output.count)
                let status = deflate(&stream, Z_FINISH)
                precondition(status == Z_STREAM_END, "Room for the bound of zlib itself suffices.")
            }
            count = bound - Int(stream.avail_out)
        }
    }
}
