import Domain

/// Finds the same visitor doing the same with the same item again a moment later: double clicks, requests sent again
/// under new ids.
///
/// Marked is an event with the visitor, item, kind, value, quantity and price of one that is kept, at most `seconds`
/// before or after it. Of a row of clicks the first is kept, and then one each `seconds`. An event without a time, or at
/// midnight sharp (which is how a date without a time is written), is never marked.
struct NearDuplicates {
    /// 16,384 events are remembered: those of the last two seconds, unless there are 8,000 a second.
    private static let maximumSetBits = 11

    private let milliseconds: Int64
    private var last: RecentTable<LastTime>
    /// How far the event that was marked last is from the one that is kept, in milliseconds.
    private(set) var gap: Int64 = 0

    /// Nothing seen yet.
    init(_ settings: CheckSettings.NearDuplicate) {
        milliseconds = Int64((settings.seconds * 1000).rounded())
        last = RecentTable(maximumSetBits: Self.maximumSetBits)
    }

    /// Whether `event`, whose visitor and item have `key`, is one.
    mutating func marks(_ event: Event, key: StableKey) -> Bool {
        let time = event.time.milliseconds
        guard time % 86_400_000 != 0 else { return false }
        var key = key.with(event.kind.name)
        if event.value != nil || event.quantity != nil || event.price != nil {
            key = key.with(event.value).with(event.quantity).with(event.price)
        }
        let place = last.place(for: key)
        gap = time - last[place].milliseconds
        if abs(gap) <= milliseconds { return true }
        last[place].milliseconds = time
        return false
    }
}

extension NearDuplicates {
    /// Writes what it remembers.
    func write(to writer: inout MemoryWriter) { last.write(to: &writer) }

    /// Reads what ``write(to:)`` wrote.
    /// - Throws: ``CheckMemoryError`` when the bytes are not those of one.
    mutating func read(from reader: inout MemoryReader) throws(CheckMemoryError) {
        last = try RecentTable(from: &reader, maximumSetBits: Self.maximumSetBits)
    }
}

extension StableKey {
    /// The key of what it was and an amount or the lack of one.
    fileprivate func with(_ amount: Double?) -> StableKey { with(amount.map { $0.bitPattern &+ 1 } ?? 0) }
}

/// When something happened last.
struct LastTime: RecentEntry {
    /// In milliseconds; before the year 0 for never.
    var milliseconds: Int64 = -1 << 60

    init() {}

    func write(to writer: inout MemoryWriter) { writer.write(milliseconds) }

    init(from reader: inout MemoryReader) throws(CheckMemoryError) { milliseconds = try reader.number() }
}
