/// How far the clocks of a place are ahead of UTC: a fixed offset, or one that changes twice a year.
///
/// Known by name without a look at the machine: what the rule is does not depend on its locale, its zone files or their
/// version. It is today's rule, applied to all years.
package struct TimeZoneRule: Hashable, Sendable {
    /// A day of each year on which clocks change, as POSIX writes it: `3.5.0/120` is the last Sunday of March, 2 o'clock.
    struct Change: Hashable, Sendable {
        /// 1...12.
        let month: Int
        /// Which of the month's days of this name, 1...4; 5 is the last.
        let week: Int
        /// 0 is Sunday.
        let weekday: Int
        /// Minutes after midnight by the clock that is left; may be below 0 or above a day.
        let minutes: Int
    }

    /// What holds between two days of each year.
    struct Summer: Hashable, Sendable {
        /// Minutes ahead of UTC.
        let minutes: Int
        /// When it begins.
        let from: Change
        /// When it ends; before ``from`` in the south.
        let to: Change
    }

    /// UTC itself.
    package static let utc = TimeZoneRule(offset: 0)

    /// Minutes ahead of UTC in the half of the year that needs no ``summer``.
    let standard: Int
    /// What holds between two days of the year; nil where clocks never change.
    let summer: Summer?

    /// A fixed offset, in minutes ahead of UTC.
    private init(offset: Int) { (standard, summer) = (offset, nil) }

    /// The rule of `name`: `UTC`, an offset as `+02:00`, or a name of the IANA's data base as `Europe/Zurich`; nil where
    /// there is none.
    /// - Complexity: O(names).
    package init?(_ name: String) {
        if name == "UTC" || name == "Z" {
            self = .utc
        } else if let offset = Self.minutes(ofOffset: name) {
            self.init(offset: offset)
        } else if let rule = Self.text(ofZone: name) {
            self.init(rule: rule)
        } else {
            return nil
        }
    }

    /// How many seconds the clocks are ahead of UTC at `time`.
    /// - Complexity: O(1).
    package func offset(at time: Timestamp) -> Int64 {
        guard let summer else { return Int64(standard) * 60 }
        let minutes = floorDivided(time.milliseconds, by: 60_000)
        let year = Self.year(ofDay: floorDivided(minutes + Int64(standard), by: 1440))
        let begin = summer.from.minutes(in: year) - Int64(standard)
        let end = summer.to.minutes(in: year) - Int64(summer.minutes)
        let isSummer = begin < end ? begin <= minutes && minutes < end : !(end <= minutes && minutes < begin)
        return Int64(isSummer ? summer.minutes : standard) * 60
    }

    /// A rule as ``zones`` writes it: `60`, or `60 120 3.5.0/120 10.5.0/180`.
    private init?(rule: Substring) {
        let parts = rule.split(separator: " ")
        guard let standard = parts.first.flatMap({ Int($0) }) else { return nil }
        self.standard = standard
        guard parts.count == 4 else {
            summer = nil
            return
        }
        guard let minutes = Int(parts[1]), let from = Change(parts[2]), let to = Change(parts[3]) else { return nil }
        summer = Summer(minutes: minutes, from: from, to: to)
    }

    private static func text(ofZone name: String) -> Substring? {
        guard !name.isEmpty else { return nil }
        var rule: Substring?
        for line in zones.split(separator: "\n") {
            if line.hasSuffix(":") {
                rule = line.dropLast()
            } else if line.split(separator: " ").contains(where: { $0 == name }) {
                return rule
            }
        }
        return nil
    }

    private static func minutes(ofOffset text: String) -> Int? {
        let digits = text.utf8.dropFirst().map { Int($0) - 48 }
        guard let sign = text.utf8.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"), digits.count == 5,
            digits[2] == 10, [0, 1, 3, 4].allSatisfy({ (0...9).contains(digits[$0]) })
        else { return nil }
        let (hours, minutes) = (digits[0] * 10 + digits[1], digits[3] * 10 + digits[4])
        guard hours <= 14, minutes < 60 else { return nil }
        return (sign == UInt8(ascii: "-") ? -1 : 1) * (hours * 60 + minutes)
    }

    /// The year of a day that is counted from 1970-01-01.
    ///
    /// *Source:* Hinnant, "chrono-Compatible Low-Level Date Algorithms", `civil_from_days`.
    private static func year(ofDay day: Int64) -> Int64 {
        let shifted = day + 719_468
        let era = floorDivided(shifted, by: 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        return yearOfEra + era * 400 + (dayOfYear >= 306 ? 1 : 0)
    }
}

extension TimeZoneRule.Change {
    /// The change that `text` says: `3.5.0/120`.
    fileprivate init?(_ text: Substring) {
        let halves = text.split(separator: "/")
        let date = halves.first?.split(separator: ".").compactMap { Int($0) } ?? []
        guard halves.count == 2, date.count == 3, let minutes = Int(halves[1]) else { return nil }
        (month, week, weekday, self.minutes) = (date[0], date[1], date[2], minutes)
    }

    /// When it is in `year`, in minutes since 1970 by the clock that is left.
    fileprivate func minutes(in year: Int64) -> Int64 {
        let first = Self.day(year, month)
        // Sunday is 0, and 1970-01-01 was a Thursday.
        let weekdayOfFirst = ((first + 4) % 7 + 7) % 7
        var day = first + (Int64(weekday) - weekdayOfFirst + 7) % 7 + 7 * Int64(week - 1)
        let next = month == 12 ? Self.day(year + 1, 1) : Self.day(year, month + 1)
        if day >= next { day -= 7 }
        return day * 1440 + Int64(minutes)
    }

    /// The first day of a month, counted from 1970-01-01. *Source:* Hinnant, `days_from_civil`.
    private static func day(_ year: Int64, _ month: Int) -> Int64 {
        let shifted = month <= 2 ? year - 1 : year
        let era = floorDivided(shifted, by: 400)
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * Int64(month > 2 ? month - 3 : month + 9) + 2) / 5
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}
