/// The 32-bit checksum of zlib, gzip and PNG: finds damage, not malice.
///
/// Reads eight bytes a step through eight tables.
/// *Source:* ISO 3309, reflected polynomial 0xEDB88320; Kounavis and Berry, "A Systematic Approach to Building High
/// Performance Software-Based CRC Generators", 2005, for the tables.
struct CRC32 {
    private var register: UInt32 = 0xffff_ffff

    /// The checksum of everything appended so far.
    var value: UInt32 { ~register }

    /// Takes in more bytes.
    /// - Complexity: O(bytes), about a second a gigabyte.
    mutating func append(_ bytes: UnsafeRawBufferPointer) {
        var (state, offset) = (register, 0)
        Self.tables.withUnsafeBufferPointer { tables in
            while offset + 8 <= bytes.count {
                let low = bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self).littleEndian ^ state
                let high = bytes.loadUnaligned(fromByteOffset: offset + 4, as: UInt32.self).littleEndian
                state =
                    tables[7 * 256 + Int(low & 255)] ^ tables[6 * 256 + Int(low >> 8 & 255)]
                    ^ tables[5 * 256 + Int(low >> 16 & 255)] ^ tables[4 * 256 + Int(low >> 24)]
                state ^=
                    tables[3 * 256 + Int(high & 255)] ^ tables[2 * 256 + Int(high >> 8 & 255)]
                    ^ tables[256 + Int(high >> 16 & 255)] ^ tables[Int(high >> 24)]
                offset += 8
            }
            while offset < bytes.count {
                state = tables[Int((state ^ UInt32(bytes[offset])) & 255)] ^ state >> 8
                offset += 1
            }
        }
        register = state
    }

    /// `[8 × 256]`: what a byte adds to the register when 0 to 7 bytes follow it in the step.
    private static let tables: [UInt32] = {
        var tables = [UInt32](repeating: 0, count: 8 * 256)
        for byte in 0..<256 {
            var word = UInt32(byte)
            for _ in 0..<8 { word = word & 1 == 1 ? 0xedb8_8320 ^ word >> 1 : word >> 1 }
            tables[byte] = word
        }
        for place in 256..<8 * 256 {
            let before = tables[place - 256]
            tables[place] = tables[Int(before & 255)] ^ before >> 8
        }
        return tables
    }()
}
