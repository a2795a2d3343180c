import Domain

/// The sessions that became a user at their logins, the latest four.
struct FormerSessions: RecentEntry {
    /// The bits of their keys, the latest first; 0 stands for none.
    private var bits = SIMD4<UInt64>()

    init() {}

    /// Their keys.
    var keys: [StableKey] { (0..<4).compactMap { bits[$0] == 0 ? nil : StableKey(bits: bits[$0]) } }

    /// Adds the session of `key`, in place of the one that is longest ago.
    mutating func add(_ key: StableKey) {
        guard !keys.contains(key) else { return }
        bits = SIMD4(key.bits, bits[0], bits[1], bits[2])
    }

    func write(to writer: inout MemoryWriter) { for place in 0..<4 { writer.write(bits[place]) } }

    init(from reader: inout MemoryReader) throws(CheckMemoryError) {
        for place in 0..<4 { bits[place] = try reader.number() }
    }
}
