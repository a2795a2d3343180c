import Domain

/// When a rule holds. Every part that is given must fit; nothing given means always.
package struct RuleSchedule: Codable, Hashable, Sendable {
    /// The first moment, RFC 3339.
    package var from: String?
    /// The first moment at which it holds no more, RFC 3339.
    package var until: String?
    /// The days of the week: `mon`, `tue`, `wed`, `thu`, `fri`, `sat`, `sun`.
    package var weekdays: [String]?
    /// From when to when on a day, `["09:00", "17:30"]`, the end not included; over midnight where the end is earlier.
    package var hours: [String]?
    /// How far the clock of ``weekdays`` and ``hours`` is from UTC: `+01:00`. Nil is UTC.
    package var offset: String?

    /// A schedule of these parts.
    package init(
        from: String? = nil, until: String? = nil, weekdays: [String]? = nil, hours: [String]? = nil,
        offset: String? = nil
    ) {
        (self.from, self.until, self.weekdays, self.hours, self.offset) = (from, until, weekdays, hours, offset)
    }

    /// The fields by their names in the file.
    package enum CodingKeys: String, CodingKey, CaseIterable {
        case from, until, weekdays, hours
        case offset = "utc_offset"
    }
}

/// A schedule that was read: only numbers.
struct CompiledSchedule: Sendable {
    /// The days of the week in the order of ``RuleSchedule/weekdays``, Monday first.
    static let dayNames = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    private static let dayMilliseconds: Int64 = 86_400_000

    private var from = Int64.min
    private var until = Int64.max
    private var days = Set(0..<7)
    private var minutes: (from: Int, until: Int)?
    private var offset: Int64 = 0

    /// The schedule that never ends.
    static let always = CompiledSchedule()

    private init() {}

    /// The schedule that `text` describes; nil means always.
    /// - Throws: ``FieldError`` that names the field.
    init(_ text: RuleSchedule?) throws(FieldError) {
        guard let text else { return }
        if let from = text.from { self.from = try Self.moment(from, "schedule.from") }
        if let until = text.until { self.until = try Self.moment(until, "schedule.until") }
        guard from < until else {
            throw FieldError(
                "schedule.until", "is \"\(text.until ?? "")\", not after \"from\"; the rule would never hold")
        }
        if let names = text.weekdays { days = try Self.days(names) }
        if let hours = text.hours { minutes = try Self.hours(hours) }
        if let offset = text.offset { self.offset = try Self.offset(offset) }
    }

    /// Whether the rule holds at `time`.
    func holds(at time: Timestamp) -> Bool {
        guard (from..<until).contains(time.milliseconds) else { return false }
        guard minutes != nil || days.count < 7 else { return true }
        let local = time.milliseconds + offset
        let day = Int((local - Self.floorMod(local, Self.dayMilliseconds)) / Self.dayMilliseconds)
        let minute = Int(Self.floorMod(local, Self.dayMilliseconds) / 60_000)
        // The 1st of January 1970 was a Thursday.
        let weekday = Int(Self.floorMod(Int64(day) + 3, 7))
        guard let minutes else { return days.contains(weekday) }
        if minutes.from < minutes.until {
            return (minutes.from..<minutes.until).contains(minute) && days.contains(weekday)
        }
        if minute >= minutes.from { return days.contains(weekday) }
        // What began before midnight belongs to the day on which it began.
        return minute < minutes.until && days.contains((weekday + 6) % 7)
    }

    /// Whether it holds no more from `time` on.
    func isOver(at time: Timestamp) -> Bool { until <= time.milliseconds }

    /// Whether the dates have a moment in common.
    func overlaps(_ other: CompiledSchedule) -> Bool { from < other.until && other.from < until }

    private static func floorMod(_ value: Int64, _ divisor: Int64) -> Int64 {
        let rest = value % divisor
        return rest < 0 ? rest + divisor : rest
    }

    private static func moment(_ text: String, _ field: String) throws(FieldError) -> Int64 {
        guard let time = Timestamp(rfc3339: text) else {
            throw FieldError(field, "is \"\(text)\", no time; write it like 2026-11-27T00:00:00Z")
        }
        return time.milliseconds
    }

    private static func days(_ names: [String]) throws(FieldError) -> Set<Int> {
        var days: Set<Int> = []
        for name in names {
            guard let day = dayNames.firstIndex(of: name.lowercased()) else {
                throw FieldError(
                    "schedule.weekdays", "names \"\(name)\", no day; give \(dayNames.joined(separator: ", "))")
            }
            days.insert(day)
        }
        guard !days.isEmpty else { throw FieldError("schedule.weekdays", "is empty; leave it out to mean every day") }
        return days
    }

    private static func hours(_ texts: [String]) throws(FieldError) -> (from: Int, until: Int) {
        guard texts.count == 2, let from = minutes(texts[0], upTo: 24 * 60),
            let until = minutes(texts[1], upTo: 24 * 60),
            from != until
        else {
            throw FieldError("schedule.hours", "is no span of a day; write it like [\"09:00\", \"17:30\"]")
        }
        return (from, until)
    }

    private static func offset(_ text: String) throws(FieldError) -> Int64 {
        guard let sign = text.first, sign == "+" || sign == "-",
            let minutes = minutes(String(text.dropFirst()), upTo: 14 * 60)
        else { throw FieldError("schedule.utc_offset", "is \"\(text)\", no distance from UTC; write it like +01:00") }
        return Int64(sign == "-" ? -minutes : minutes) * 60_000
    }

    /// The minutes of `hh:mm`, up to and with `most`.
    private static func minutes(_ text: String, upTo most: Int) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2,
            parts.allSatisfy({ $0.utf8.count == 2 && $0.utf8.allSatisfy { (48...57).contains($0) } }),
            let hours = Int(parts[0]), let minutes = Int(parts[1]), minutes < 60, hours * 60 + minutes <= most
        else { return nil }
        return hours * 60 + minutes
    }
}
