import Domain
import Models

/// When and how often the lists of a placement are sent to one user: e-mail, push messages.
package struct SendingSettings: Codable, Equatable, Sendable {
    /// From which hour of the user's day on nothing is sent, 0...23; nil with ``quietUntil`` nil sends at any hour.
    package var quietFrom: Int?
    /// Up to which hour nothing is sent, 0...23; before ``quietFrom`` the quiet time runs over midnight.
    package var quietUntil: Int?
    /// How far the users' clocks are from UTC, in minutes, where a user has no attribute `utc_offset_minutes`.
    /// -840...840.
    package var utcOffsetMinutes: Int
    /// How many lists a user gets at most in ``capHours``. 1...1,000.
    package var cap: Int
    /// Over how many hours ``cap`` counts. 1...8,760.
    package var capHours: Int
    /// For how many days what was sent to a user is not sent again. 0...365.
    package var noRepeatDays: Int
    /// The fewest items that are worth a message. 1...1,000.
    package var minimumItems: Int

    /// Sending with the defaults of e-mail: one a day, from 8 to 21 o'clock, nothing twice in 30 days.
    package init(cap: Int = 1, capHours: Int = 24, noRepeatDays: Int = 30) {
        (quietFrom, quietUntil, utcOffsetMinutes) = (21, 8, 0)
        (self.cap, self.capHours, self.noRepeatDays, minimumItems) = (cap, capHours, noRepeatDays, 1)
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case cap
        case quietFrom = "quiet_from"
        case quietUntil = "quiet_until"
        case utcOffsetMinutes = "utc_offset_minutes"
        case capHours = "cap_hours"
        case noRepeatDays = "no_repeat_days"
        case minimumItems = "minimum_items"
    }

    /// Passes when every field is in range.
    /// - Throws: `InvalidSetting` that names the field after `path`.
    func check(_ path: String) throws(InvalidSetting) {
        for (name, hour) in [("quiet_from", quietFrom), ("quiet_until", quietUntil)] {
            if let hour { try Setting.check(hour, in: 0...23, "\(path).\(name)") }
        }
        guard (quietFrom == nil) == (quietUntil == nil) else {
            throw InvalidSetting(
                "\(path).quiet_until", problem: "stands alone; give quiet_from and quiet_until, or neither")
        }
        try Setting.check(utcOffsetMinutes, in: -840...840, "\(path).utc_offset_minutes")
        try Setting.check(cap, in: 1...1000, "\(path).cap")
        try Setting.check(capHours, in: 1...8760, "\(path).cap_hours")
        try Setting.check(noRepeatDays, in: 0...365, "\(path).no_repeat_days")
        try Setting.check(minimumItems, in: 1...1000, "\(path).minimum_items")
    }
}
