/// Packs bytes as gzip without a library: runs of one byte shrink, everything else is stored.
enum Gzip {
    /// `bytes` as one gzip member.
    static func packed(_ bytes: [UInt8]) -> [UInt8] {
        var member: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
        if let first = bytes.first, bytes.count > 1 << 16, bytes.allSatisfy({ $0 == first }) {
            member += run(of: first, count: bytes.count)
        } else {
            member += stored(bytes)
        }
        return member + littleEndian(crc32(bytes)) + littleEndian(UInt32(truncatingIfNeeded: bytes.count))
    }

    /// Stored blocks of at most 65,535 bytes. *Source:* RFC 1951, section 3.2.4.
    private static func stored(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var start = 0
        repeat {
            let end = min(start + 65_535, bytes.count)
            let length = UInt16(end - start)
            result.append(end == bytes.count ? 1 : 0)
            for half in [length, ~length] { result += [UInt8(half & 0xFF), UInt8(half >> 8)] }
            result += bytes[start..<end]
            start = end
        } while start < bytes.count
        return result
    }

    /// One block of fixed codes: the byte, and then copies of 258 bytes from one byte back.
    /// *Source:* RFC 1951, section 3.2.6.
    private static func run(of byte: UInt8, count: Int) -> [UInt8] {
        var writer = BitWriter()
        writer.append(0b011, count: 3)
        writer.appendReversed(0x30 + UInt32(byte), count: 8)
        for _ in 0..<(count - 1) / 258 {
            writer.appendReversed(0b1100_0101, count: 8)
            writer.appendReversed(0, count: 5)
        }
        for _ in 0..<(count - 1) % 258 { writer.appendReversed(0x30 + UInt32(byte), count: 8) }
        writer.appendReversed(0, count: 7)
        return writer.finished()
    }

    private static func crc32(_ bytes: [UInt8]) -> UInt32 {
        var table: [UInt32] = []
        for index in 0..<256 {
            var value = UInt32(index)
            for _ in 0..<8 {
                let half: UInt32 = value >> 1
                value = value & 1 == 1 ? 0xEDB8_8320 ^ half : half
            }
            table.append(value)
        }
        var sum = UInt32.max
        for byte in bytes {
            let place = Int(UInt8(truncatingIfNeeded: sum) ^ byte)
            sum = table[place] ^ (sum >> 8)
        }
        return ~sum
    }

    private static func littleEndian(_ value: UInt32) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
}

/// Bits into bytes, the lowest first.
private struct BitWriter {
    private var bytes: [UInt8] = []
    private var (bits, count): (UInt32, Int) = (0, 0)

    mutating func append(_ value: UInt32, count length: Int) {
        bits |= value << count
        count += length
        while count >= 8 {
            bytes.append(UInt8(bits & 0xFF))
            (bits, count) = (bits >> 8, count - 8)
        }
    }

    /// A code, whose highest bit goes first.
    mutating func appendReversed(_ code: UInt32, count length: Int) {
        var reversed: UInt32 = 0
        for place in 0..<length { reversed = (reversed << 1) | ((code >> UInt32(place)) & 1) }
        append(reversed, count: length)
    }

    mutating func finished() -> [UInt8] {
        if count > 0 { bytes.append(UInt8(bits & 0xFF)) }
        return bytes
    }
}
