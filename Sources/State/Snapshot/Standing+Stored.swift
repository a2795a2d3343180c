extension Standing {
    /// 56 bytes: sum, last, first, event count, newest day, eight days' counts, whether it is described and available,
    /// six zeros.
    static let storedSize = 56

    /// The standing at `offset`, without what follows from the item's document.
    init(_ bytes: SharedBytes, at offset: Int) {
        sum = Double(bitPattern: bytes.number(UInt64.self, at: offset))
        last = bytes.number(Int64.self, at: offset + 8)
        first = bytes.number(Int64.self, at: offset + 16)
        eventCount = bytes.number(UInt32.self, at: offset + 24)
        var counts = SIMD8<UInt16>()
        for place in 0..<DailyCounts.dayCount {
            counts[place] = bytes.number(UInt16.self, at: offset + 32 + place * 2)
        }
        daily = DailyCounts(newest: bytes.number(Int32.self, at: offset + 28), counts: counts)
        isDescribed = bytes.number(UInt8.self, at: offset + 48) == 1
        isAvailable = bytes.number(UInt8.self, at: offset + 49) == 1
    }

    /// Writes it.
    func write(to writer: inout SnapshotWriter) throws {
        try writer.write(sum.bitPattern)
        try writer.write(last)
        try writer.write(first)
        try writer.write(eventCount)
        try writer.write(daily.newest)
        for place in 0..<DailyCounts.dayCount { try writer.write(daily.counts[place]) }
        try writer.write(UInt8(isDescribed ? 1 : 0))
        try writer.write(UInt8(isAvailable ? 1 : 0))
        try writer.write(UInt16(0))
        try writer.write(UInt32(0))
    }
}
