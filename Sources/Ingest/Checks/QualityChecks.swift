package import Domain

/// All checks over a log: a fold of its events in the order of their sequence numbers that only marks.
///
/// Bounded: the tables have fixed capacities, and what was touched longest ago makes room; about 25 MB when all are full.
/// The same events and settings give the same marks in every process, and ``stored`` is all it remembers, so that it can
/// go on where it stopped.
package struct QualityChecks: Sendable {
    /// The settings that it goes by.
    package let settings: CheckSettings
    /// How many events were examined and marked.
    package private(set) var counts = CheckCounts()

    private let enabled: CheckMarks
    private var duplicates: NearDuplicates
    private var visitors: Visitors
    private var outliers: Outliers
    private var orders = ImpossibleOrders()
    private var clock: ClockCheck
    /// The intervals of the log as a whole.
    private var beat = BotRegularity()

    /// The checks of an empty log.
    package init(_ settings: CheckSettings) {
        self.settings = settings
        enabled = CheckMarks(of: settings, .mark, .leaveOut, .hold)
        duplicates = NearDuplicates(settings.nearDuplicate)
        visitors = Visitors(settings)
        outliers = Outliers(settings.outlier)
        clock = ClockCheck(settings.clock)
    }

    /// The log's own time: the median of the last events' times, for ages without a clock; ``Timestamp/unknown`` before
    /// there is one.
    package var time: Timestamp { Timestamp(milliseconds: clock.median) }

    /// Examines the next event of the log that touches an item.
    ///
    /// - Parameter isKnownItem: Whether the catalogue ever spoke of its item; true where there is no catalogue.
    /// - Returns: The checks it did not pass, of those that are not ignored.
    /// - Complexity: O(1); below a microsecond.
    package mutating func examine(_ event: Event, isKnownItem: Bool) -> CheckMarks {
        var marks: CheckMarks = []
        let visitor = StableKey(event.visitor)
        let item = visitor.with(event.item?.value ?? "")
        let isMadeUp = beat.isMadeUp(at: event.time.milliseconds, settings.botRegularity)
        if enabled.contains(CheckMarks(.nearDuplicate)), duplicates.marks(event, key: item), !isMadeUp {
            marks.formUnion(CheckMarks(.nearDuplicate))
        }
        let isRepeat = !marks.isEmpty
        marks.formUnion(
            visitors.marks(event, visitor: visitor, item: item, isRepeat: isRepeat, isMadeUp: isMadeUp))
        if enabled.contains(CheckMarks(.outlier)), outliers.marks(event) { marks.formUnion(CheckMarks(.outlier)) }
        if !isKnownItem { marks.formUnion(CheckMarks(.unknownItem).intersection(enabled)) }
        if enabled.contains(CheckMarks(.missingField)), MissingFields.missing(in: event) != nil {
            marks.formUnion(CheckMarks(.missingField))
        }
        if enabled.contains(CheckMarks(.impossibleOrder)), orders.marks(event, visitor: visitor) {
            marks.formUnion(CheckMarks(.impossibleOrder))
        }
        if clock.marks(event) { marks.formUnion(CheckMarks(.clock).intersection(enabled)) }
        counts.add(marks)
        return marks
    }

    /// Takes in that `session` became `user`: what a guest bought, the user may send back.
    package mutating func merge(session: SessionID, into user: UserID) { orders.merge(session: session, into: user) }
}

extension QualityChecks {
    /// Why `check` marked `event`, which was examined last: the end of a sentence, with figures.
    package func reason(_ check: Check, _ event: Event) -> String {
        let trace = visitors.lastMarked
        switch check {
        case .nearDuplicate:
            return "the same \(Self.seconds(Double(duplicates.gap.magnitude) / 1000)) after one that counts"
        case .botAgent:
            guard let agent = BotAgents.agent(of: event), let word = BotAgents.word(in: agent) else {
                return "the visitor's user agent named a robot before"
            }
            return "the user agent holds \"\(word)\""
        case .botRate:
            return "the visitor opened more than \(settings.botRate.perMinute) pages within a minute"
        case .botRegularity:
            return "the visitor came at \(trace.regularity.run) equal intervals, lately of "
                + Self.seconds(trace.regularity.mean / 1000)
        case .botBreadth:
            return "the visitor looked at about \(trace.breadth.items) different items within a day"
        case .outlier:
            let (field, number, usual) = outliers.lastMarked
            return "the \(field) is \(Self.short(number)), where \(Self.short(usual)) is usual"
        case .unknownItem: return "the catalogue does not speak of the item"
        case .missingField: return "\(MissingFields.missing(in: event) ?? "a field") is missing"
        case .impossibleOrder:
            return event.kind == .return
                ? "the visitor did not buy the item" : "the visitor did not put the item in the cart"
        case .clock:
            let away = Double(event.time.milliseconds - clock.median) / 3_600_000
            return "the time is \(Self.short(abs(away))) h \(away < 0 ? "before" : "after") its neighbours'"
        }
    }

    private static func seconds(_ seconds: Double) -> String { "\(short(seconds)) s" }

    /// Three digits after the point at most, and no point where there are none.
    private static func short(_ number: Double) -> String {
        let rounded = (number * 1000).rounded() / 1000
        return Int(exactly: rounded).map { $0.grouped } ?? "\(rounded)"
    }
}

extension QualityChecks {
    /// The version of the stored form, and of what the checks do: another one is not taken up.
    private static let format: UInt64 = 2

    /// Everything it remembers, for ``init(_:stored:)``.
    /// - Complexity: O(size), some milliseconds.
    package var stored: [UInt8] {
        var writer = MemoryWriter()
        writer.write(Self.format)
        writer.write(settings.canonicalText)
        counts.write(to: &writer)
        duplicates.write(to: &writer)
        visitors.write(to: &writer)
        outliers.write(to: &writer)
        orders.write(to: &writer)
        clock.write(to: &writer)
        beat.write(to: &writer)
        return writer.bytes
    }

    /// The checks as they were ``stored``.
    ///
    /// - Throws: ``CheckMemoryError``: for other settings, too.
    package init(_ settings: CheckSettings, stored: [UInt8]) throws(CheckMemoryError) {
        self.init(settings)
        var reader = MemoryReader(stored)
        guard try reader.number(UInt64.self) == Self.format, try reader.text() == settings.canonicalText else {
            throw .otherSettings
        }
        counts = try CheckCounts(from: &reader)
        try duplicates.read(from: &reader)
        try visitors.read(from: &reader)
        try outliers.read(from: &reader)
        try orders.read(from: &reader)
        try clock.read(from: &reader)
        beat = try BotRegularity(from: &reader)
        guard reader.isAtEnd else { throw .damaged(problem: "something follows its end") }
    }
}
