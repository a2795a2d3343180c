import CZlib
import Testing

@testable import Ingest

@Suite struct GzipStreamTests {
    /// `bytes` packed by zlib itself.
    private func packed(_ bytes: [UInt8]) -> [UInt8] {
        var stream = z_stream()
        deflateInit2_(
            &stream, 6, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size))
        defer { deflateEnd(&stream) }
        var (input, output) = (bytes, [UInt8](repeating: 0, count: bytes.count + 1000))
        let count = input.withUnsafeMutableBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                (stream.next_in, stream.avail_in) = (input.baseAddress, UInt32(input.count))
                (stream.next_out, stream.avail_out) = (output.baseAddress, UInt32(output.count))
                deflate(&stream, Z_FINISH)
                return Int(stream.total_out)
            }
        }
        return Array(output[..<count])
    }

    private func unpacked(_ bytes: [UInt8], pieces: Int, block: Int = 100) throws -> [UInt8] {
        let stream = GzipStream()
        var result: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: pieces) {
            bytes[start..<min(start + pieces, bytes.count)].withUnsafeBytes { stream.push($0) }
            var buffer = [UInt8](repeating: 0, count: block)
            while case let count = try buffer.withUnsafeMutableBytes({ try stream.read(into: $0) }), count > 0 {
                result += buffer[..<count]
            }
        }
        try stream.finish()
        return result
    }

    private static let text = (0..<5000).flatMap { Array("line \($0 * 7919 % 1000)\n".utf8) }

    @Test(arguments: [1, 2, 7, 1000, 1 << 20], [1, 100, 1 << 18])
    func `data in pieces of any size come out as they went in`(pieces: Int, block: Int) throws {
        let text = pieces * block < 200 ? Array(Self.text.prefix(3000)) : Self.text
        #expect(try unpacked(packed(text), pieces: pieces, block: block) == text)
    }

    @Test func `members one after another and zero bytes behind them are one text`() throws {
        let bytes = packed(Array("one".utf8)) + packed([]) + packed(Array("two".utf8)) + [0, 0, 0]
        for pieces in [1, 5, 100] { #expect(try unpacked(bytes, pieces: pieces) == Array("onetwo".utf8)) }
    }

    @Test func `data that break off anywhere are told from whole ones`() throws {
        let bytes = packed(Array("one line\n".utf8))
        for length in 0..<bytes.count {
            #expect(throws: GzipError.truncated) { try unpacked(Array(bytes[..<length]), pieces: 4) }
        }
    }

    @Test func `damaged data are told`() throws {
        var bytes = packed(Self.text)
        bytes[bytes.count / 2] ^= 0xFF
        #expect(throws: GzipError.self) { try unpacked(bytes, pieces: 100) }
        #expect(throws: GzipError.self) { try unpacked(Array("plain text".utf8), pieces: 100) }
    }
}
