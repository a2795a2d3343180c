/// A moment in UTC, in whole milliseconds since 1970-01-01T00:00:00Z. Leap seconds do not count.
public struct Timestamp: Hashable, Sendable, Comparable {
    /// Milliseconds since 1970-01-01T00:00:00Z; negative before.
    public var milliseconds: Int64

    /// The moment `milliseconds` after 1970-01-01T00:00:00Z.
    public init(milliseconds: Int64) { self.milliseconds = milliseconds }

    /// The moment `seconds` after 1970-01-01T00:00:00Z.
    public init(seconds: Int64) { self.milliseconds = seconds * 1000 }

    /// What an event carries whose source has no time: 1970-01-01T00:00:00Z.
    ///
    /// Events of unknown time keep the order of the log; a split by time refuses them.
    public static let unknown = Timestamp(milliseconds: 0)

    /// The moments that RFC 3339 can write: years 0000 to 9999.
    public static let range =
        Timestamp(milliseconds: -62_167_219_200_000)...Timestamp(milliseconds: 253_402_300_799_999)

    /// The number of days from `earlier` to this moment; negative when this is the earlier one.
    public func days(since earlier: Timestamp) -> Double {
        Double(milliseconds - earlier.milliseconds) / 86_400_000
    }

    /// Orders by time.
    public static func < (left: Self, right: Self) -> Bool { left.milliseconds < right.milliseconds }
}
