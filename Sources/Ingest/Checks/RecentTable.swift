/// What a ``RecentTable`` remembers under a key.
protocol RecentEntry: Sendable {
    /// An entry about nothing yet.
    init()

    /// Writes everything.
    func write(to writer: inout MemoryWriter)

    /// Reads what ``write(to:)`` wrote.
    /// - Throws: ``CheckMemoryError`` at the end of the bytes.
    init(from reader: inout MemoryReader) throws(CheckMemoryError)
}

/// A table of bounded size by ``StableKey``: what was touched longest ago makes room for what is new.
///
/// Built as a processor's cache is: the key's first bits choose a set of ``ways`` places, and of these the one that was
/// touched longest ago is given up. It starts small and doubles its sets when one is full, up to the maximum. What it
/// holds depends on the keys and their order alone.
/// - Complexity: O(``ways``) a look-up; one that doubles the table O(size).
struct RecentTable<Entry: RecentEntry> {
    /// How many places a key has to choose from.
    static var ways: Int { 8 }

    private let maximumSetBits: Int
    private var setBits = 0
    private var keys: [UInt64]
    private var touched: [UInt64]
    private var entries: [Entry]
    private var clock: UInt64 = 0

    /// An empty table of at most 2^`maximumSetBits` sets.
    init(maximumSetBits: Int) {
        self.maximumSetBits = maximumSetBits
        keys = Array(repeating: 0, count: Self.ways)
        touched = Array(repeating: 0, count: Self.ways)
        entries = Array(repeating: Entry(), count: Self.ways)
    }

    /// The entry at a place that ``place(of:)`` or ``place(for:)`` told; good until the next call of the latter.
    subscript(place: Int) -> Entry {
        @inline(__always) get { entries[place] }
        @inline(__always) _modify { yield &entries[place] }
    }

    /// Where the entry of `key` is; nil where it has none.
    func place(of key: StableKey) -> Int? {
        let start = firstPlace(key.bits)
        for place in start..<start + Self.ways where keys[place] == key.bits { return place }
        return nil
    }

    /// Where the entry of `key` is, a new one where it had none; it is now the one touched last.
    mutating func place(for key: StableKey) -> Int {
        clock += 1
        while true {
            let start = firstPlace(key.bits)
            for place in start..<start + Self.ways where keys[place] == key.bits {
                touched[place] = clock
                return place
            }
            var oldest = start
            for place in start + 1..<start + Self.ways where touched[place] < touched[oldest] { oldest = place }
            if keys[oldest] != 0, setBits < maximumSetBits {
                double()
                continue
            }
            (keys[oldest], touched[oldest], entries[oldest]) = (key.bits, clock, Entry())
            return oldest
        }
    }

    /// The places that `key` has to choose from, when all of them are taken in a table that grows no more: something
    /// may have been given up there. Nil otherwise.
    func fullPlaces(of key: StableKey) -> Range<Int>? {
        guard setBits == maximumSetBits else { return nil }
        let start = firstPlace(key.bits)
        return keys[start..<start + Self.ways].contains(0) ? nil : start..<start + Self.ways
    }

    @inline(__always)
    private func firstPlace(_ bits: UInt64) -> Int {
        setBits == 0 ? 0 : Int(bits >> UInt64(64 - setBits)) * Self.ways
    }

    /// Splits each set in two by the next bit of its keys; the order within a set stays.
    private mutating func double() {
        var larger = RecentTable(maximumSetBits: maximumSetBits)
        larger.setBits = setBits + 1
        let count = keys.count * 2
        larger.keys = Array(repeating: 0, count: count)
        larger.touched = Array(repeating: 0, count: count)
        larger.entries = Array(repeating: Entry(), count: count)
        for place in keys.indices where keys[place] != 0 {
            var free = larger.firstPlace(keys[place])
            while larger.keys[free] != 0 { free += 1 }
            (larger.keys[free], larger.touched[free]) = (keys[place], touched[place])
            larger.entries[free] = entries[place]
        }
        larger.clock = clock
        self = larger
    }
}

extension RecentTable {
    /// Writes everything.
    func write(to writer: inout MemoryWriter) {
        writer.write(UInt8(setBits))
        writer.write(clock)
        for place in keys.indices {
            writer.write(keys[place])
            guard keys[place] != 0 else { continue }
            writer.write(touched[place])
            entries[place].write(to: &writer)
        }
    }

    /// Reads what ``write(to:)`` wrote of a table with the same maximum.
    /// - Throws: ``CheckMemoryError`` when the bytes are not those of one.
    init(from reader: inout MemoryReader, maximumSetBits: Int) throws(CheckMemoryError) {
        self.init(maximumSetBits: maximumSetBits)
        setBits = Int(try reader.number(UInt8.self))
        guard setBits <= maximumSetBits else { throw .damaged(problem: "a table has 2^\(setBits) sets") }
        clock = try reader.number()
        let count = Self.ways << setBits
        keys = Array(repeating: 0, count: count)
        touched = Array(repeating: 0, count: count)
        entries = Array(repeating: Entry(), count: count)
        for place in 0..<count {
            keys[place] = try reader.number()
            guard keys[place] != 0 else { continue }
            guard firstPlace(keys[place]) == place & ~(Self.ways - 1) else {
                throw .damaged(problem: "an entry is in the wrong place")
            }
            touched[place] = try reader.number()
            entries[place] = try Entry(from: &reader)
        }
    }
}
