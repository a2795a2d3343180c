extension SegmentTable {
    /// 40 bytes: total, its time, floor, its time, event count.
    private static let sumsSize = 40

    /// The groups that ``write(to:)`` wrote.
    /// - Throws: ``SnapshotError/damaged(problem:)`` when the sections do not fit each other.
    init(_ file: SnapshotFile) throws(SnapshotError) {
        self.init()
        let (names, sums) = (try file.list("segments"), try file.section("segments.sums"))
        let items = try file.list("segments.items", stride: StoredTally.storedSize)
        guard items.count == names.count, sums.count == names.count * Self.sumsSize,
            names.count <= Self.maximumSegments
        else { throw .damaged(problem: "there are \(items.count) lists of \(names.count) groups") }
        for place in 0..<names.count {
            let tallies: [StoredTally] = items.elements(at: place)
            let offset = place * Self.sumsSize
            append(
                SegmentCounters(
                    name: names.text(at: place), eventCount: Int(sums.number(Int64.self, at: offset + 32)),
                    total: SegmentCounters.Fading(sums.bytes, at: offset),
                    floor: SegmentCounters.Fading(sums.bytes, at: offset + 16),
                    items: Dictionary(tallies.map { ($0.item, $0.value) }, uniquingKeysWith: { $1 })))
        }
    }

    /// Writes the groups in the order of their places, their items by number.
    func write(to writer: inout SnapshotWriter) throws {
        let all = (0..<count).map { self[$0] }
        try writer.texts("segments", all.map(\.name))
        try writer.section("segments.sums") { writer in
            for segment in all {
                try segment.total.write(to: &writer)
                try segment.floor.write(to: &writer)
                try writer.write(Int64(segment.eventCount))
            }
        }
        try writer.section("segments.items.offsets") { try $0.offsets(count: count) { all[$0].items.count } }
        try writer.section("segments.items") { writer in
            for segment in all {
                for (item, value) in segment.items.sorted(by: { $0.key < $1.key }) {
                    try StoredTally(item: item, value: value).write(to: &writer)
                }
            }
        }
    }
}

/// What a group asks of one item, as it is stored.
private struct StoredTally: StoredElement {
    /// 24 bytes: sum, last, item, 4 zeros.
    static let storedSize = 24

    let item: UInt32
    let value: SegmentCounters.Fading

    init(item: UInt32, value: SegmentCounters.Fading) { (self.item, self.value) = (item, value) }

    init(_ bytes: UnsafeRawBufferPointer, at offset: Int) {
        value = SegmentCounters.Fading(bytes, at: offset)
        item = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset + 16, as: UInt32.self))
    }

    func write(to writer: inout SnapshotWriter) throws {
        try value.write(to: &writer)
        try writer.write(item)
        try writer.write(UInt32(0))
    }
}

extension SegmentCounters.Fading: StoredElement {
    /// 16 bytes: sum, last.
    static let storedSize = 16

    /// The sum stored at `offset`.
    init(_ bytes: UnsafeRawBufferPointer, at offset: Int) {
        self.init(
            sum: Double(
                bitPattern: UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))),
            last: Int64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset + 8, as: Int64.self)))
    }

    /// Writes the sum.
    func write(to writer: inout SnapshotWriter) throws {
        try writer.write(sum.bitPattern)
        try writer.write(last)
    }
}
