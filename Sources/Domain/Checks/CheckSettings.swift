/// What is done about suspicious events: a policy and the thresholds of each ``Check``.
///
/// The defaults leave out only what was wrong in fewer than one in a thousand events of the public data sets that the
/// checks were tried on, and mark the rest.
public struct CheckSettings: Codable, Equatable, Sendable {
    /// Same visitor, item, kind and amounts within so short a time.
    public var nearDuplicate = NearDuplicate()
    /// A user agent that names a robot.
    public var botAgent = PolicyOnly(policy: .leaveOut)
    /// Pages a minute.
    public var botRate = BotRate()
    /// Equal intervals.
    public var botRegularity = BotRegularity()
    /// Different items a day.
    public var botBreadth = BotBreadth()
    /// Numbers far from their kind's.
    public var outlier = Outlier()
    /// Items the catalogue never spoke of.
    public var unknownItem = UnknownItem()
    /// Fields that the kind needs.
    public var missingField = PolicyOnly(policy: .mark)
    /// Returns and removals of what was not there.
    public var impossibleOrder = PolicyOnly(policy: .mark)
    /// Times far from their neighbours'.
    public var clock = Clock()

    /// The defaults.
    public init() {}

    /// A check without a threshold.
    public struct PolicyOnly: Codable, Equatable, Sendable {
        /// What becomes of an event that is marked.
        public var policy: CheckPolicy
    }

    /// Same visitor, item, kind and amounts within so short a time.
    public struct NearDuplicate: Codable, Equatable, Sendable {
        /// What becomes of an event that is marked; default ``CheckPolicy/leaveOut``.
        public var policy = CheckPolicy.leaveOut
        /// How far apart the two are at most, in seconds; above 0, at most 60; default 2.
        public var seconds = 2.0
    }

    /// Pages a minute.
    public struct BotRate: Codable, Equatable, Sendable {
        /// What becomes of an event that is marked; default ``CheckPolicy/leaveOut``.
        public var policy = CheckPolicy.leaveOut
        /// So many page views and clicks within a minute are a robot's; 10...10,000, default 100.
        public var perMinute = 100

        private enum CodingKeys: String, CodingKey {
            case policy
            case perMinute = "per_minute"
        }
    }

    /// Equal intervals.
    public struct BotRegularity: Codable, Equatable, Sendable {
        /// What becomes of an event that is marked; default ``CheckPolicy/leaveOut``.
        public var policy = CheckPolicy.leaveOut
        /// So many intervals in a row that are alike are a robot's; 8...1,000, default 24.
        public var intervals = 24
        /// How far an interval may be from the running mean and still be alike, as a share of it; above 0, at most
        /// .5; default .1.
        public var tolerance = 0.1
    }

    /// Different items a day.
    public struct BotBreadth: Codable, Equatable, Sendable {
        /// What becomes of an event that is marked; default ``CheckPolicy/leaveOut``.
        public var policy = CheckPolicy.leaveOut
        /// So many different items looked at within 24 hours are a robot's; 50...1,000, default 500.
        public var itemsPerDay = 500

        private enum CodingKeys: String, CodingKey {
            case policy
            case itemsPerDay = "items_per_day"
        }
    }

    /// Numbers far from their kind's.
    public struct Outlier: Codable, Equatable, Sendable {
        /// What becomes of an event that is marked; default ``CheckPolicy/mark``.
        public var policy = CheckPolicy.mark
        /// How many standard deviations, estimated from the median deviation of the logarithms, are too far; 2...100,
        /// default 5.
        public var deviations = 5.0
    }

    /// Items the catalogue never spoke of. Without a catalogue every item is known.
    public struct UnknownItem: Codable, Equatable, Sendable {
        /// What becomes of an event that is marked; default ``CheckPolicy/mark``.
        public var policy = CheckPolicy.mark
        /// Under ``CheckPolicy/hold``, how many events wait at most; the oldest is left out then; 1...1,000,000,
        /// default 10,000.
        public var maximumHeld = 10_000
        /// Under ``CheckPolicy/hold``, how many days of the log an event waits at most; above 0, default 7.
        public var maximumDays = 7.0

        private enum CodingKeys: String, CodingKey {
            case policy
            case maximumHeld = "maximum_held"
            case maximumDays = "maximum_days"
        }
    }

    /// Times far from their neighbours'.
    public struct Clock: Codable, Equatable, Sendable {
        /// What becomes of an event that is marked; default ``CheckPolicy/mark``.
        public var policy = CheckPolicy.mark
        /// How far, in hours, a time is from its neighbours' at least; above 0, default 2.
        public var hours = 2.0
    }

    private enum CodingKeys: String, CodingKey {
        case outlier, clock
        case nearDuplicate = "near_duplicate"
        case botAgent = "bot_agent"
        case botRate = "bot_rate"
        case botRegularity = "bot_regularity"
        case botBreadth = "bot_breadth"
        case unknownItem = "unknown_item"
        case missingField = "missing_field"
        case impossibleOrder = "impossible_order"
    }
}

extension CheckSettings {
    /// What becomes of an event that `check` marks.
    public func policy(of check: Check) -> CheckPolicy {
        switch check {
        case .nearDuplicate: nearDuplicate.policy
        case .botAgent: botAgent.policy
        case .botRate: botRate.policy
        case .botRegularity: botRegularity.policy
        case .botBreadth: botBreadth.policy
        case .outlier: outlier.policy
        case .unknownItem: unknownItem.policy
        case .missingField: missingField.policy
        case .impossibleOrder: impossibleOrder.policy
        case .clock: clock.policy
        }
    }

    /// Itself, when every field is in range.
    ///
    /// - Throws: ``InvalidSetting`` that names the field.
    public func validated() throws(InvalidSetting) -> Self {
        for check in Check.allCases where policy(of: check) == .hold && check != .unknownItem {
            throw InvalidSetting(
                "checks.\(check.rawValue).policy",
                problem: "is hold, which only checks.unknown_item knows; give ignore, mark or leave_out")
        }
        try Self.check("near_duplicate.seconds", nearDuplicate.seconds, in: 0.001...60)
        try Self.check("bot_rate.per_minute", Double(botRate.perMinute), in: 10...10_000)
        try Self.check("bot_regularity.intervals", Double(botRegularity.intervals), in: 8...1000)
        try Self.check("bot_regularity.tolerance", botRegularity.tolerance, in: 0.001...0.5)
        try Self.check("bot_breadth.items_per_day", Double(botBreadth.itemsPerDay), in: 50...1000)
        try Self.check("outlier.deviations", outlier.deviations, in: 2...100)
        try Self.check("unknown_item.maximum_held", Double(unknownItem.maximumHeld), in: 1...1_000_000)
        try Self.check("unknown_item.maximum_days", unknownItem.maximumDays, in: 0.001...36_500)
        try Self.check("clock.hours", clock.hours, in: 0.001...87_600)
        return self
    }

    private static func check(
        _ name: String, _ value: Double, in range: ClosedRange<Double>
    ) throws(InvalidSetting) {
        guard range.contains(value) else {
            throw InvalidSetting(
                "checks.\(name)",
                problem: "is \(Self.plain(value)); give \(plain(range.lowerBound)) to \(plain(range.upperBound))")
        }
    }

    /// A whole number without its fraction.
    private static func plain(_ value: Double) -> String { Int(exactly: value).map(String.init) ?? "\(value)" }
}
