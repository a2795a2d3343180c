import Domain

extension ContextTable {
    /// How many lanes of the times are used.
    private static let timeCount = 13

    /// The table that ``write(itemCount:to:)`` wrote.
    /// - Throws: ``SnapshotError/damaged(problem:)`` when the sections do not fit each other.
    init(_ settings: StateSettings, _ file: SnapshotFile) throws(SnapshotError) {
        let (names, values) = (try file.list("contexts.keys"), try file.list("contexts.values"))
        let (sums, closed) = (try file.section("contexts.sums"), try file.list("contexts.closed"))
        var (keys, value, offset): ([ContextKey?], Int, Int) = ([], 0, 0)
        for place in 0..<names.count {
            guard offset + 16 <= sums.count else { throw Self.damage }
            let count = Int(sums.number(Int64.self, at: offset))
            let squares = Int(sums.number(Int64.self, at: offset + 8))
            offset += 16
            guard (0...ContextKey.maximumValues).contains(count), value + count <= values.count,
                offset + count * 16 <= sums.count
            else { throw Self.damage }
            let name = names.text(at: place)
            let key = ContextKey(
                name, values: (0..<count).map { values.text(at: value + $0) },
                counts: (0..<count).map { Int(sums.number(Int64.self, at: offset + $0 * 16)) },
                squares: (0..<count).map { Int(sums.number(Int64.self, at: offset + $0 * 16 + 8)) },
                totalSquares: squares)
            keys.append(name.isEmpty ? nil : key)
            (value, offset) = (value + count, offset + count * 16)
        }
        let timeKeys = keys.prefix(2).compactMap { $0 }
        guard timeKeys.map(\.values) == [LocalTime.partsOfDay, LocalTime.weekdays],
            keys.count <= 2 + Self.maximumKeys
        else { throw Self.damage }
        self.init(
            settings, timeKeys: timeKeys, keys: Array(keys.dropFirst(2)),
            closed: (0..<closed.count).map { closed.text(at: $0) }, times: try Self.times(file),
            slots: try Self.slots(file))
    }

    private static let damage = SnapshotError.damaged(problem: "the sums of the contexts do not fit their keys")

    private static func times(_ file: SnapshotFile) throws(SnapshotError) -> ChunkedArray<SIMD16<UInt16>> {
        let bytes = try file.section("contexts.times")
        guard bytes.count % (timeCount * 2) == 0 else { throw damage }
        var times = ChunkedArray<SIMD16<UInt16>>()
        for item in 0..<bytes.count / (timeCount * 2) {
            var counts = SIMD16<UInt16>()
            for lane in 0..<timeCount {
                counts[lane] = bytes.number(UInt16.self, at: (item * timeCount + lane) * 2)
            }
            times.append(counts)
        }
        return times
    }

    private static func slots(_ file: SnapshotFile) throws(SnapshotError) -> ChunkedArray<[ContextSlot]> {
        let lists = try file.list("contexts.slots", stride: ContextSlot.storedSize)
        var slots = ChunkedArray<[ContextSlot]>()
        for item in 0..<lists.count { slots.append(lists.elements(at: item)) }
        return slots
    }

    /// Writes keys, values and sums in the order of their places, and the counts of each of `itemCount` items.
    func write(itemCount: Int, to writer: inout SnapshotWriter) throws {
        let all = timeKeys.map(Optional.some) + keys
        try writer.texts("contexts.keys", all.map { $0?.name ?? "" })
        try writer.texts("contexts.closed", closedKeys)
        try writer.texts("contexts.values", all.flatMap { $0?.values ?? [] })
        try writer.section("contexts.sums") { writer in
            for key in all {
                try writer.write(Int64(key?.values.count ?? 0))
                try writer.write(Int64(key?.totalSquares ?? 0))
                for place in key?.values.indices ?? 0..<0 {
                    try writer.write(Int64(key?.counts[place] ?? 0))
                    try writer.write(Int64(key?.squares[place] ?? 0))
                }
            }
        }
        try writer.section("contexts.times") { writer in
            for item in 0..<itemCount {
                let counts = item < times.count ? times[item] : SIMD16()
                for lane in 0..<Self.timeCount { try writer.write(counts[lane]) }
            }
        }
        func list(_ item: Int) -> [ContextSlot] { item < slots.count ? slots[item] : [] }
        try writer.section("contexts.slots.offsets") { try $0.offsets(count: itemCount) { list($0).count } }
        try writer.section("contexts.slots") { writer in
            for item in 0..<itemCount {
                for slot in list(item) { try slot.write(to: &writer) }
            }
        }
    }
}

extension ContextSlot: StoredElement {
    /// 4 bytes: id, count.
    static let storedSize = 4

    /// The slot stored at `offset`.
    init(_ bytes: UnsafeRawBufferPointer, at offset: Int) {
        self.init(
            id: UInt16(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt16.self)),
            count: UInt16(littleEndian: bytes.loadUnaligned(fromByteOffset: offset + 2, as: UInt16.self)))
    }

    /// Writes the slot.
    func write(to writer: inout SnapshotWriter) throws {
        try writer.write(id)
        try writer.write(count)
    }
}
