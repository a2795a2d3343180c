import Domain

/// When people shop: the factors of month, weekday and hour. All times are UTC.
struct ShopCalendar: Sendable {
    /// The days of the events in order.
    let days: [Day]

    /// One day.
    struct Day: Sendable {
        /// Seconds from 1970-01-01T00:00:00Z to its midnight.
        let midnight: Int64
        /// 1...12.
        let month: Int
        /// 0 (Sunday) ... 6 (Saturday).
        let weekday: Int
        /// The factor on the number of visits; 1 on average over a year.
        var traffic: Double { ShopCalendar.months[month - 1] * ShopCalendar.weekdays[weekday] }
    }

    /// The days of `config`.
    init(_ config: ShopConfig) {
        days = (0..<config.days).map { day in
            let midnight = config.start.milliseconds / 1000 + Int64(day) * 86_400
            let text = Timestamp(seconds: midnight).description
            let month = Int(text.dropFirst(5).prefix(2)) ?? 1
            return Day(midnight: midnight, month: month, weekday: Int((midnight / 86_400 + 4) % 7))
        }
    }

    /// The factor on visits in each month, January first.
    static let months = [0.95, 0.85, 0.9, 0.95, 0.95, 0.9, 0.9, 0.9, 1.0, 1.05, 1.35, 1.3]
    /// The factor on visits on each weekday, Sunday first.
    static let weekdays = [1.25, 0.95, 0.9, 0.9, 0.95, 0.95, 1.1]
    /// The relative number of visits that begin in each hour of a day, midnight first.
    static let hours = [
        0.7, 0.4, 0.2, 0.1, 0.1, 0.2, 0.6, 1.3, 2.0, 2.4, 2.7, 2.9, 3.2, 3.0, 2.7, 2.6, 2.8, 3.2, 3.9, 4.8, 5.4, 4.9,
        3.2, 1.6,
    ]
}
