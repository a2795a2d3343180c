/// Finds keys that are stored as a list of texts: an open hash table of their places.
struct KeyIndex: Sendable {
    /// The keys.
    let keys: StoredList
    private let slots: SharedBytes

    /// An empty place of the table.
    private static let empty = UInt32.max

    /// The keys and the table that ``write(_:count:key:to:)`` wrote.
    /// - Throws: ``SnapshotError/damaged(problem:)`` when the table does not fit the keys.
    init(_ name: String, in file: SnapshotFile) throws(SnapshotError) {
        keys = try file.list(name)
        slots = try file.section(name + ".index")
        let capacity = slots.count / 4
        guard capacity > keys.count, capacity & (capacity - 1) == 0, slots.count % 4 == 0 else {
            throw .damaged(problem: "the table of \(name) has \(capacity) places for \(keys.count) keys")
        }
    }

    /// The place of `key`; nil where it is not there.
    /// - Complexity: O(length of the key).
    func place(of key: UnsafeRawBufferPointer) -> Int? {
        let mask = slots.count / 4 - 1
        var slot = Int(truncatingIfNeeded: StableHash.of(key)) & mask
        while true {
            let place = slots.number(UInt32.self, at: slot * 4)
            guard place != Self.empty, place < keys.count else { return nil }
            if keys[Int(place)].elementsEqual(key) { return Int(place) }
            slot = (slot + 1) & mask
        }
    }

    /// Writes the sections `name.offsets`, `name` and `name.index` of `count` different keys.
    static func write(
        _ name: String, count: Int, key: (Int) -> String, to writer: inout SnapshotWriter
    ) throws {
        precondition(count < Int(empty), "A snapshot holds fewer than \(empty) keys, not \(count).")
        var capacity = 8
        while capacity < 2 * count { capacity *= 2 }
        var slots = [UInt32](repeating: empty, count: capacity)
        try writer.section(name + ".offsets") { try $0.offsets(count: count) { key($0).utf8.count } }
        try writer.section(name) { writer in
            for index in 0..<count {
                var text = key(index)
                try text.withUTF8 { bytes in
                    let bytes = UnsafeRawBufferPointer(bytes)
                    var slot = Int(truncatingIfNeeded: StableHash.of(bytes)) & (capacity - 1)
                    while slots[slot] != empty { slot = (slot + 1) & (capacity - 1) }
                    slots[slot] = UInt32(index)
                    try writer.write(bytes)
                }
            }
        }
        try writer.section(name + ".index") { writer in
            for slot in slots { try writer.write(slot) }
        }
    }
}
