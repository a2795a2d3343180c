public import Domain

extension KindredConfig {
    /// What is removed from the log, and when. The defaults keep everything.
    public struct Retention: Codable, Equatable, Sendable {
        /// For how long events are kept, by their kind.
        public var events: EventRetention
        /// For how many days decisions are kept; nil keeps them for ever.
        public var decisionDays: Double?
        /// Whether records of items and users go that a later record of the same id replaced.
        public var removesSuperseded: Bool

        /// The days that may be set: an hour to a thousand years.
        public static let dayRange = 1.0 / 24...365_250

        /// The defaults.
        public init() { (events, decisionDays, removesSuperseded) = (EventRetention(), nil, false) }

        enum CodingKeys: String, CodingKey {
            case events, kinds, decisions, superseded
        }

        /// Reads the form of the settings file, where ages are numbers of days.
        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            events = EventRetention(
                days: try fields.decodeIfPresent(Double.self, forKey: .events),
                kindDays: try fields.decodeIfPresent([String: Double].self, forKey: .kinds) ?? [:])
            decisionDays = try fields.decodeIfPresent(Double.self, forKey: .decisions)
            removesSuperseded = try fields.decodeIfPresent(Bool.self, forKey: .superseded) ?? false
        }

        /// Writes what ``init(from:)`` reads.
        public func encode(to encoder: any Encoder) throws {
            var fields = encoder.container(keyedBy: CodingKeys.self)
            try fields.encodeIfPresent(events.days, forKey: .events)
            try fields.encode(events.kindDays, forKey: .kinds)
            try fields.encodeIfPresent(decisionDays, forKey: .decisions)
            try fields.encode(removesSuperseded, forKey: .superseded)
        }

        /// Whether nothing is ever removed.
        public var keepsEverything: Bool { events.keepsEverything && decisionDays == nil && !removesSuperseded }

        /// Itself, when every field is in range.
        ///
        /// - Throws: `InvalidSetting` that names the field.
        func validated() throws(InvalidSetting) -> Self {
            try Self.require(events.days, "retention.events")
            try Self.require(decisionDays, "retention.decisions")
            for (name, days) in events.kindDays.sorted(by: { $0.key < $1.key }) {
                guard EventKind(name)?.name == name else {
                    throw InvalidSetting(
                        "retention.kinds.\(name)", problem: "is no event type; write it like add_to_cart")
                }
                try Self.require(days, "retention.kinds.\(name)")
            }
            return self
        }

        private static func require(_ days: Double?, _ name: String) throws(InvalidSetting) {
            guard let days, !dayRange.contains(days) else { return }
            throw InvalidSetting(name, problem: "is \(days) days; give an hour to a thousand years, such as 90d")
        }
    }
}
