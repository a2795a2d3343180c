import Foundation

/// How many different items a visitor looked at within 24 hours.
///
/// Items set bits of a map of m = 256 by their key; from the share of bits that are set the number of items follows:
///
///     items = -m · ln(1 - bits / m)
///
/// within a tenth or so up to 1,000. A day begins with the first item after the last one ended.
/// *Source:* Whang, Vander-Zanden, Taylor, "A linear-time probabilistic counting algorithm for database applications",
/// ACM TODS 15(2), 1990, doi:10.1145/78922.78925.
struct BotBreadth {
    private static let bitCount = 256

    private var map = SIMD4<UInt64>()
    private var start: Int64 = -1 << 60
    private var bits: UInt16 = 0

    /// No item yet.
    init() {}

    /// How many bits `items` different items set, on average.
    static func bits(of items: Int) -> UInt16 {
        UInt16(Double(bitCount) * (1 - exp(-Double(items) / Double(bitCount))))
    }

    /// How many different items there were in the day that runs, about.
    var items: Int {
        let free = max(1, Self.bitCount - Int(bits))
        return Int((-Double(Self.bitCount) * log(Double(free) / Double(Self.bitCount))).rounded())
    }

    /// Counts a look at the item of `key` at `time`, in milliseconds; whether more than `limit` bits are set.
    mutating func counts(item key: UInt64, at time: Int64, limit: UInt16) -> Bool {
        if time < start || time &- start >= 86_400_000 { (start, map, bits) = (time, SIMD4(), 0) }
        let place = Int(key >> 56)
        let bit: UInt64 = 1 << UInt64(place & 63)
        if map[place >> 6] & bit == 0 {
            map[place >> 6] |= bit
            bits += 1
        }
        return bits > limit
    }

    /// Writes it.
    func write(to writer: inout MemoryWriter) {
        writer.write(start)
        for place in map.indices { writer.write(map[place]) }
    }

    /// Reads what ``write(to:)`` wrote.
    /// - Throws: ``CheckMemoryError`` at the end of the bytes.
    init(from reader: inout MemoryReader) throws(CheckMemoryError) {
        start = try reader.number()
        for place in map.indices {
            map[place] = try reader.number()
            bits += UInt16(map[place].nonzeroBitCount)
        }
    }
}
