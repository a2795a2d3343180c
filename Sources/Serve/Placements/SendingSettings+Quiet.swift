package import Domain

extension SendingSettings {
    /// The attribute of a user that tells how far their clock is from UTC, in minutes.
    package static let utcOffsetAttribute = "utc_offset_minutes"

    /// When the quiet time that holds at `time` for `user` ends; nil where none does.
    ///
    /// The clock is the user's: UTC moved by ``utcOffsetAttribute``, or else by ``utcOffsetMinutes``. From hour `a` to hour
    /// `b` it is quiet from a:00 up to b:00, over midnight where b < a; a = b is never.
    package func quietEnd(at time: Timestamp, for user: User?) -> Timestamp? {
        guard let quietFrom, let quietUntil, quietFrom != quietUntil else { return nil }
        let own = user?.attributes[Self.utcOffsetAttribute]?.double
        let offset = own.flatMap { (-840...840).contains($0) ? Int64($0) : nil } ?? Int64(utcOffsetMinutes)
        let day: Int64 = 86_400_000
        let local = ((time.milliseconds + offset * 60_000) % day + day) % day
        let (start, end) = (Int64(quietFrom) * 3_600_000, Int64(quietUntil) * 3_600_000)
        let isQuiet = start < end ? start <= local && local < end : local >= start || local < end
        guard isQuiet else { return nil }
        return Timestamp(milliseconds: time.milliseconds + (end - local + day) % day)
    }
}
