/// A hash that is the same in every process, for tables that are kept in files.
///
/// FNV-1a over the bytes, mixed at the end so that the low bits depend on all of them.
/// *Source:* Fowler, Noll, Vo, "The FNV Non-Cryptographic Hash Algorithm", draft-eastlake-fnv; the mix is that of
/// Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014, doi:10.1145/2660193.2660195.
enum StableHash {
    /// The hash of `bytes`.
    static func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        hash = (hash ^ hash >> 30) &* 0xBF58_476D_1CE4_E5B9
        hash = (hash ^ hash >> 27) &* 0x94D0_49BB_1331_11EB
        return hash ^ hash >> 31
    }

    /// The checksum after more bytes, taken 8 at a time; `bytes.count` is a multiple of 8.
    static func extending(_ checksum: UInt64, _ bytes: UnsafeRawBufferPointer) -> UInt64 {
        var checksum = checksum
        for offset in stride(from: 0, to: bytes.count, by: 8) {
            let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            checksum = (checksum ^ word) &* 0x9E37_79B9_7F4A_7C15
            checksum ^= checksum >> 29
        }
        return checksum
    }
}
