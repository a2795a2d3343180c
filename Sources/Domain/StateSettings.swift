/// What the live state keeps besides histories: when a visit ends, and which groups of visitors have counters.
public struct StateSettings: Codable, Equatable, Sendable {
    /// After how many minutes without an event a visit is over, above 0...100000.
    public var sessionTimeoutMinutes: Double
    /// By which keys of an event's context, or else of a user's attributes, groups have popular lists of their own; at
    /// most 16.
    public var segments: [String]

    /// The most keys.
    public static let maximumSegmentKeys = 16

    /// The defaults: half an hour; by country and device.
    public init(sessionTimeoutMinutes: Double = 30, segments: [String] = ["country", "device"]) {
        (self.sessionTimeoutMinutes, self.segments) = (sessionTimeoutMinutes, segments)
    }

    private enum CodingKeys: String, CodingKey {
        case segments
        case sessionTimeoutMinutes = "session_timeout_minutes"
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
        guard segments.count <= Self.maximumSegmentKeys else {
            throw InvalidSetting(
                "state.segments", problem: "has \(segments.count) keys; \(Self.maximumSegmentKeys) is the most")
        }
        for (place, key) in segments.enumerated() {
            guard !key.isEmpty, !key.contains("="), !segments[..<place].contains(key) else {
                throw InvalidSetting(
                    "state.segments", problem: "has the key \"\(key)\"; give each name once, such as country or device")
            }
        }
        return self
    }
}
