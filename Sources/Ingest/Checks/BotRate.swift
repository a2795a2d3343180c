/// How many pages a visitor opened within a minute.
///
/// A minute begins with the first page after the last one ended. A robot is who opens more than `per_minute`. Of pages at
/// one and the same moment ten count: more of them are no speed but times that are given as a date, or by who received them.
struct BotRate {
    private static let mostAtOnce: UInt8 = 10

    private var start: Int64 = -1 << 60
    private var last: Int64 = .min
    private var atOnce: UInt8 = 0
    /// How many pages there were in the minute that runs.
    private(set) var count: UInt32 = 0

    /// No page yet.
    init() {}

    /// Counts a page at `time`, in milliseconds; whether there are too many.
    mutating func counts(pageAt time: Int64, limit: Int) -> Bool {
        if time < start || time &- start >= 60_000 { (start, count) = (time, 0) }
        atOnce = time == last ? min(atOnce, Self.mostAtOnce) + 1 : 1
        last = time
        if atOnce <= Self.mostAtOnce { count &+= 1 }
        return count > limit
    }

    /// Writes it.
    func write(to writer: inout MemoryWriter) {
        writer.write(start)
        writer.write(count)
        writer.write(last)
        writer.write(atOnce)
    }

    /// Reads what ``write(to:)`` wrote.
    /// - Throws: ``CheckMemoryError`` at the end of the bytes.
    init(from reader: inout MemoryReader) throws(CheckMemoryError) {
        start = try reader.number()
        count = try reader.number()
        last = try reader.number()
        atOnce = try reader.number()
    }
}
