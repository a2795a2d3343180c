import Domain

/// A 64-bit key of ids that is the same in every process, so that what is kept by it can be stored.
///
/// Eight bytes at a time, multiplied and mixed; the high bits are as good as the low ones. Two ids that share a key
/// would share their marks: about one pair in 4·10^19.
/// *Source:* the mix is that of Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014,
/// doi:10.1145/2660193.2660195.
struct StableKey: Hashable {
    /// Never 0, which stands for an empty place in a table.
    private(set) var bits: UInt64

    /// The key of nothing but a number that tells one use from another.
    init(_ use: UInt64) { bits = Self.mix(use &+ 0x9E37_79B9_7F4A_7C15) | 1 }

    /// The key of a visitor.
    init(_ visitor: Visitor) {
        switch visitor {
        case .user(let id): self.init(user: id)
        case .session(let id): self.init(session: id)
        }
    }

    /// The key of a user.
    init(user: UserID) {
        self.init(1)
        append(user.value)
    }

    /// The key of a session.
    init(session: SessionID) {
        self.init(2)
        append(session.value)
    }

    /// The key with these bits, which are not 0.
    init(bits: UInt64) { self.bits = bits }

    /// The key of what it was and a number.
    func with(_ number: UInt64) -> StableKey {
        var key = self
        key.append(number)
        return key
    }

    /// The key of what it was and a text.
    func with(_ text: String) -> StableKey {
        var key = self
        key.append(text)
        return key
    }

    private mutating func append(_ number: UInt64) {
        bits = Self.mix(bits ^ (number &* 0xD6E8_FEB8_6659_FD93))
        if bits == 0 { bits = 1 }
    }

    private mutating func append(_ text: String) {
        var text = text
        let seed = bits
        bits = text.withUTF8 { utf8 in
            let bytes = UnsafeRawBufferPointer(utf8)
            var hash = seed ^ UInt64(bytes.count)
            var offset = 0
            while offset + 8 <= bytes.count {
                hash = Self.mix(
                    hash ^ UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
                offset += 8
            }
            var rest: UInt64 = 0
            while offset < bytes.count {
                rest = rest << 8 | UInt64(bytes[offset])
                offset += 1
            }
            return Self.mix(hash ^ rest &* 0xD6E8_FEB8_6659_FD93)
        }
        if bits == 0 { bits = 1 }
    }

    @inline(__always)
    private static func mix(_ word: UInt64) -> UInt64 {
        var word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
        return word ^ word >> 31
    }
}
