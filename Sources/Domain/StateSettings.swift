/// What the live state keeps besides histories: when a visit ends, which groups of visitors have counters, and in which
/// contexts and for whose sake items are counted.
public struct StateSettings: Codable, Equatable, Sendable {
    /// After how many minutes without an event a visit is over, above 0...100000.
    public var sessionTimeoutMinutes: Double
    /// By which keys of an event's context, or else of a user's attributes, groups have popular lists of their own; at
    /// most 16.
    public var segments: [String]
    /// By which keys of an event's context items' affinities are learned, `time_of_day` and `weekday` among them; `*` takes
    /// every key that has few values. At most 16.
    public var contextKeys: [String]
    /// Where the clock hangs that tells `time_of_day` and `weekday`: `UTC`, an offset as `+02:00`, or an IANA name as
    /// `Europe/Zurich`.
    public var timeZone: String
    /// By which field of an item exposure is counted: `supplier`, `brand`, or any attribute; empty counts none.
    public var exposureBy: String

    /// The most keys.
    public static let maximumSegmentKeys = 16
    /// The name that stands for every key of a context.
    public static let everyKey = "*"

    /// The defaults: half an hour; by country and device; every key of a context; UTC; by supplier.
    public init(
        sessionTimeoutMinutes: Double = 30, segments: [String] = ["country", "device"],
        contextKeys: [String] = [everyKey], timeZone: String = "UTC", exposureBy: String = "supplier"
    ) {
        (self.sessionTimeoutMinutes, self.segments) = (sessionTimeoutMinutes, segments)
        (self.contextKeys, self.timeZone, self.exposureBy) = (contextKeys, timeZone, exposureBy)
    }

    private enum CodingKeys: String, CodingKey {
        case segments
        case sessionTimeoutMinutes = "session_timeout_minutes"
        case contextKeys = "context_keys"
        case timeZone = "time_zone"
        case exposureBy = "exposure_by"
    }

    /// The timeout in milliseconds.
    package var pause: Int64 { Int64(sessionTimeoutMinutes * 60_000) }

    /// Itself, when every field is in range.
    ///
    /// - Throws: ``InvalidSetting`` that names the field.
    public func validated() throws(InvalidSetting) -> Self {
        guard sessionTimeoutMinutes > 0, sessionTimeoutMinutes <= 100_000 else {
            throw InvalidSetting(
                "state.session_timeout_minutes", problem: "is \(sessionTimeoutMinutes); give above 0, up to 100000")
        }
        try Self.check(segments, "state.segments")
        try Self.check(contextKeys, "state.context_keys")
        guard TimeZoneRule(timeZone) != nil else {
            throw InvalidSetting(
                "state.time_zone",
                problem: "is \"\(timeZone)\"; give UTC, an offset such as +02:00, or a name such as Europe/Zurich")
        }
        guard exposureBy.utf8.count <= 64 else {
            throw InvalidSetting("state.exposure_by", problem: "has \(exposureBy.utf8.count) bytes; 64 is the most")
        }
        return self
    }

    private static func check(_ keys: [String], _ field: String) throws(InvalidSetting) {
        guard keys.count <= maximumSegmentKeys else {
            throw InvalidSetting(field, problem: "has \(keys.count) keys; \(maximumSegmentKeys) is the most")
        }
        for (place, key) in keys.enumerated() {
            guard !key.isEmpty, !key.contains("="), !keys[..<place].contains(key) else {
                throw InvalidSetting(
                    field, problem: "has the key \"\(key)\"; give each name once, such as country or device")
            }
        }
    }
}
