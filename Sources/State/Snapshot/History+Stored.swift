extension History.Entry: StoredElement {
    /// 40 bytes: sum, last, kinds, item, count, strongest weight, strongest kind, last kind, deeds, a zero.
    static let storedSize = 40

    /// The entry stored at `offset`.
    init(_ bytes: UnsafeRawBufferPointer, at offset: Int) {
        func number<Number: FixedWidthInteger>(_ type: Number.Type, _ place: Int) -> Number {
            Number(littleEndian: bytes.loadUnaligned(fromByteOffset: offset + place, as: Number.self))
        }
        self.init(
            item: number(UInt32.self, 24), count: number(UInt32.self, 28),
            sum: Double(bitPattern: number(UInt64.self, 0)), last: number(Int64.self, 8),
            kinds: number(UInt64.self, 16), strongestWeight: Float(bitPattern: number(UInt32.self, 32)),
            strongestKind: number(UInt8.self, 36), lastKind: number(UInt8.self, 37),
            deeds: History.Deeds(rawValue: number(UInt8.self, 38)))
    }

    /// Writes the entry, in one piece: most of a snapshot is entries.
    func write(to writer: inout SnapshotWriter) throws {
        try withUnsafeTemporaryAllocation(byteCount: Self.storedSize, alignment: 8) { bytes in
            func put<Number: FixedWidthInteger>(_ number: Number, at offset: Int) {
                bytes.storeBytes(of: number.littleEndian, toByteOffset: offset, as: Number.self)
            }
            put(sum.bitPattern, at: 0)
            put(last, at: 8)
            put(kinds, at: 16)
            put(item, at: 24)
            put(count, at: 28)
            put(strongestWeight.bitPattern, at: 32)
            put(strongestKind, at: 36)
            put(lastKind, at: 37)
            put(deeds.rawValue, at: 38)
            put(UInt8(0), at: 39)
            try writer.write(UnsafeRawBufferPointer(bytes))
        }
    }
}

extension History.Dropped: StoredElement {
    /// 16 bytes: kinds, item, 4 zeros.
    static let storedSize = 16

    /// The item stored at `offset`.
    init(_ bytes: UnsafeRawBufferPointer, at offset: Int) {
        self.init(
            item: UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset + 8, as: UInt32.self)),
            kinds: UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
    }

    /// Writes the item.
    func write(to writer: inout SnapshotWriter) throws {
        try writer.write(kinds)
        try writer.write(item)
        try writer.write(UInt32(0))
    }
}

extension VisitTimes: StoredElement {
    /// 16 bytes: first, start.
    static let storedSize = 16

    /// The times stored at `offset`.
    init(_ bytes: UnsafeRawBufferPointer, at offset: Int) {
        self.init(
            first: Int64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Int64.self)),
            start: Int64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset + 8, as: Int64.self)))
    }

    /// Writes the times.
    func write(to writer: inout SnapshotWriter) throws {
        try writer.write(first)
        try writer.write(start)
    }
}
