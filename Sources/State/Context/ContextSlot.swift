/// How often an item was chosen in one value of a context.
struct ContextSlot: Equatable, Sendable {
    /// Which value: the place of the key times 64, and the place of the value.
    let id: UInt16
    /// How often: n(i, c).
    var count: UInt16

    /// The number of a value.
    static func id(key: Int, value: Int) -> UInt16 { UInt16(key << 6 | value) }

    /// The place of the key.
    var key: Int { Int(id >> 6) }

    /// The place of the value in its key.
    var value: Int { Int(id & 63) }
}
