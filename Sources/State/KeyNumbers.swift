/// The numbers 0, 1, 2, … that keys get in the order they come, in one flat table: a look-up is one hash and one or two
/// places, where a tree of tables has four.
///
/// An open table in the order of the hashes: a key is at the place that the first bits of its hash say, or after it with no
/// empty place between. Its places stand in pages, so that a change after a copy copies one of them. At least half of the
/// places are empty.
/// - Complexity: O(1); a new key that doubles the table O(keys), a nanosecond or two each.
struct KeyNumbers<Key: Hashable & Sendable>: Sendable {
    private static var pageShift: Int { 12 }
    /// The half of a place that is the first half of the key's hash; the other is its number and 1, or 0 for nobody.
    private static var hashBits: UInt64 { 0xFFFF_FFFF_0000_0000 }

    private var keys = TieredArray<Key>()
    private var pages: [[UInt64]] = [[UInt64](repeating: 0, count: 16)]
    /// The number of places is 2 to this.
    private var bits = 4

    /// No keys yet.
    init() {}

    /// How many keys have a number: those below.
    var count: Int { keys.count }

    /// The key that has `number`.
    subscript(number: UInt32) -> Key { keys[Int(number)] }

    /// The number of `key`; nil where it has none.
    func number(of key: Key) -> UInt32? {
        let (hash, mask) = (Self.hash(of: key), 1 << bits - 1)
        var place = Int(hash >> UInt64(64 - bits))
        while true {
            let entry = pages[place >> Self.pageShift][place & (1 << Self.pageShift - 1)]
            guard entry != 0 else { return nil }
            if (entry ^ hash) & Self.hashBits == 0 {
                let number = UInt32(truncatingIfNeeded: entry) - 1
                if keys[Int(number)] == key { return number }
            }
            place = (place + 1) & mask
        }
    }

    /// Gives the next number to `key`, which has none yet.
    mutating func append(_ key: Key) -> UInt32 {
        precondition(keys.count < 1 << 31, "Half of 2^32 places may be taken.")
        if 2 * (keys.count + 1) > 1 << bits { double() }
        let number = UInt32(keys.count)
        keys.append(key)
        put(Self.hash(of: key) & Self.hashBits | UInt64(number + 1))
        return number
    }

    @inline(__always)
    private static func hash(of key: Key) -> UInt64 { UInt64(bitPattern: Int64(key.hashValue)) }

    private mutating func put(_ entry: UInt64) {
        let mask = 1 << bits - 1
        var place = Int(entry >> UInt64(64 - bits))
        while pages[place >> Self.pageShift][place & (1 << Self.pageShift - 1)] != 0 { place = (place + 1) & mask }
        pages[place >> Self.pageShift][place & (1 << Self.pageShift - 1)] = entry
    }

    /// Each key's new place is at twice its old one or just after, so both tables are passed over in their order.
    private mutating func double() {
        let former = pages
        bits += 1
        let size = min(1 << bits, 1 << Self.pageShift)
        pages = (0..<(1 << bits) / size).map { _ in [UInt64](repeating: 0, count: size) }
        for page in former {
            for entry in page where entry != 0 { put(entry) }
        }
    }
}
