/// What the clock on the wall shows: the part of the day and the day of the week.
package struct LocalTime: Hashable, Sendable {
    /// The key under which a context has the part of the day.
    package static let partOfDayKey = "time_of_day"
    /// The key under which a context has the day of the week.
    package static let weekdayKey = "weekday"
    /// The parts of the day, of six hours each, from midnight on.
    package static let partsOfDay = ["night", "morning", "afternoon", "evening"]
    /// The days of the week, Monday first.
    package static let weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

    /// The place in ``partsOfDay``.
    package let partOfDay: Int
    /// The place in ``weekdays``.
    package let weekday: Int
    /// The day, counted from 1970-01-01.
    package let day: Int64

    /// What a clock in `zone` shows at `time`.
    package init(_ time: Timestamp, in zone: TimeZoneRule) {
        let seconds = floorDivided(time.milliseconds, by: 1000) + zone.offset(at: time)
        day = floorDivided(seconds, by: 86_400)
        partOfDay = Int((seconds - day * 86_400) / 21_600)
        // 1970-01-01 was a Thursday.
        weekday = Int(((day + 3) % 7 + 7) % 7)
    }
}

/// The largest whole number that is not above the quotient; `divisor` above 0.
@inline(__always)
func floorDivided(_ number: Int64, by divisor: Int64) -> Int64 {
    number >= 0 ? number / divisor : -((-number + divisor - 1) / divisor)
}
