/// Derives an event's id from its content, so that a file imported twice counts once.
///
/// SipHash-2-4 with 128 bits of output under a fixed key, over the fields with their lengths in front, so that
/// no two different contents share an input. Two events with the same content are one event: a sender who means
/// two must give each an id.
///
/// *Source:* Aumasson and Bernstein, "SipHash: a fast short-input PRF", INDOCRYPT 2012, doi:10.1007/978-3-642-34931-7_28.
/// - Complexity: O(bytes of the content), about a nanosecond a byte.
public enum EventFingerprint {
    /// The fingerprint of everything in `event` but its id.
    public static func of(_ event: Event) -> UInt128 {
        var hash = SipHash128()
        hash.append(event.user?.value)
        hash.append(event.session?.value)
        hash.append(event.item?.value)
        hash.append(event.kind.name)
        hash.append(UInt64(bitPattern: event.time.milliseconds))
        hash.append(event.value)
        hash.append(event.quantity)
        hash.append(event.price)
        hash.append(event.decision?.value)
        hash.append(event.position.map(Double.init))
        if !event.context.isEmpty { hash.append(JSONValue.object(event.context).sortedText) }
        return hash.finished()
    }
}

/// SipHash-2-4 with a 128-bit result, fed in whole 64-bit words.
package struct SipHash128 {
    private var v0: UInt64 = 0x736f_6d65_7073_6575 ^ 0x6b69_6e64_7265_642d
    private var v1: UInt64 = 0x646f_7261_6e64_6f6d ^ 0x6576_656e_7473_2d31 ^ 0xee
    private var v2: UInt64 = 0x6c79_6765_6e65_7261 ^ 0x6b69_6e64_7265_642d
    private var v3: UInt64 = 0x7465_6462_7974_6573 ^ 0x6576_656e_7473_2d31
    private var words: UInt64 = 0

    /// The hash of nothing yet.
    package init() {}

    /// Takes in eight bytes.
    package mutating func append(_ word: UInt64) {
        v3 ^= word
        round()
        round()
        v0 ^= word
        words &+= 1
    }

    /// A missing number is told from every present one by a word of its own.
    package mutating func append(_ number: Double?) {
        append(number == nil ? 0 : 1)
        if let number { append(number.bitPattern) }
    }

    /// Takes in a text with its length; a missing one is told from every present one.
    package mutating func append(_ text: String?) {
        guard var text else { return append(UInt64.max) }
        text.withUTF8 { bytes in
            append(UInt64(bytes.count))
            var offset = 0
            let raw = UnsafeRawBufferPointer(bytes)
            while offset + 8 <= bytes.count {
                append(UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
                offset += 8
            }
            guard offset < bytes.count else { return }
            var word: UInt64 = 0
            for index in offset..<bytes.count { word |= UInt64(bytes[index]) << (8 * (index - offset)) }
            append(word)
        }
    }

    /// The hash of everything taken in.
    package consuming func finished() -> UInt128 {
        append(words << 56)
        v2 ^= 0xee
        for _ in 0..<4 { round() }
        let low = v0 ^ v1 ^ v2 ^ v3
        v1 ^= 0xdd
        for _ in 0..<4 { round() }
        return UInt128(v0 ^ v1 ^ v2 ^ v3) << 64 | UInt128(low)
    }

    @inline(__always)
    private mutating func round() {
        v0 &+= v1
        v1 = v1 << 13 | v1 >> 51
        v1 ^= v0
        v0 = v0 << 32 | v0 >> 32
        v2 &+= v3
        v3 = v3 << 16 | v3 >> 48
        v3 ^= v2
        v0 &+= v3
        v3 = v3 << 21 | v3 >> 43
        v3 ^= v0
        v2 &+= v1
        v1 = v1 << 17 | v1 >> 47
        v1 ^= v2
        v2 = v2 << 32 | v2 >> 32
    }
}
