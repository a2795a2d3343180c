extension PairTable {
    /// The table of `itemCount` items that ``write(_:itemCount:to:)`` wrote as `name`.
    /// - Throws: ``SnapshotError/damaged(problem:)`` when the sections do not fit the items.
    /// - Complexity: O(pairs).
    init(_ name: String, itemCount: Int, _ file: SnapshotFile) throws(SnapshotError) {
        self.init()
        let slots = try file.list(name, stride: PartnerList.Slot.storedSize)
        let sums = try file.section(name + ".sums")
        guard slots.count == itemCount, sums.count == itemCount * 16 else {
            throw .damaged(problem: "there are \(slots.count) lists of \(name) of \(itemCount) items")
        }
        for item in 0..<itemCount {
            append(
                PartnerList(
                    slots: slots.elements(at: item),
                    floor: Double(bitPattern: sums.number(UInt64.self, at: item * 16)),
                    total: Double(bitPattern: sums.number(UInt64.self, at: item * 16 + 8))))
        }
    }

    /// Writes the sections `name.offsets`, `name` and `name.sums`: the partners of each item, the floor and the total.
    func write(_ name: String, itemCount: Int, to writer: inout SnapshotWriter) throws {
        let lists = (0..<UInt32(itemCount)).map { partners(of: $0) }
        try writer.section(name + ".offsets") { try $0.offsets(count: itemCount) { lists[$0].count } }
        try writer.section(name) { writer in
            for list in lists {
                for slot in list.slots { try slot.write(to: &writer) }
            }
        }
        try writer.section(name + ".sums") { writer in
            for list in lists {
                try writer.write(list.floor.bitPattern)
                try writer.write(list.total.bitPattern)
            }
        }
    }
}

extension PartnerList.Slot: StoredElement {
    /// 16 bytes: weight, item, visits.
    static let storedSize = 16

    /// The partner stored at `offset`.
    init(_ bytes: UnsafeRawBufferPointer, at offset: Int) {
        self.init(
            item: UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset + 8, as: UInt32.self)),
            visits: UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset + 12, as: UInt32.self)),
            weight: Double(
                bitPattern: UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))))
    }

    /// Writes the partner.
    func write(to writer: inout SnapshotWriter) throws {
        try writer.write(weight.bitPattern)
        try writer.write(item)
        try writer.write(visits)
    }
}
