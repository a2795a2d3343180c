extension Timestamp: CustomStringConvertible {
    /// The moment as RFC 3339 in UTC, with milliseconds only where there are any: `2026-11-21T07:30:00Z`.
    public var description: String {
        let (days, inDay) = floorDivide(milliseconds, by: 86_400_000)
        let (year, month, day) = civil(days: days)
        let (seconds, fraction) = (inDay / 1000, inDay % 1000)
        let date = "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
        let time = "\(padded(seconds / 3600, 2)):\(padded(seconds / 60 % 60, 2)):\(padded(seconds % 60, 2))"
        return "\(date)T\(time)\(fraction == 0 ? "" : "." + padded(fraction, 3))Z"
    }

    /// Reads RFC 3339: `2026-11-21T07:30:00.250+01:00`.
    ///
    /// A space may stand for the `T`, as the RFC allows; a missing zone means UTC; a date alone is its midnight.
    /// Digits past the milliseconds are dropped. A leap second `:60` is read as the second after it.
    /// Returns nil for anything else, an impossible date included.
    /// - Complexity: O(digits).
    public init?(rfc3339 text: some StringProtocol) {
        var text = String(text)
        guard let time = text.withUTF8({ Timestamp(rfc3339: $0) }) else { return nil }
        self = time
    }

    /// Reads the bytes of RFC 3339; as above.
    /// - Complexity: O(digits); allocates nothing.
    init?(rfc3339 bytes: UnsafeBufferPointer<UInt8>) {
        var reader = DigitReader(bytes: bytes)
        guard let year = reader.number(4), reader.take("-"), let month = reader.number(2), reader.take("-"),
            let day = reader.number(2), let days = daysSinceEpoch(year: year, month: month, day: day)
        else { return nil }
        var total = days * 86_400_000
        if !reader.isAtEnd {
            guard reader.take("T") || reader.take("t") || reader.take(" "),
                let time = reader.timeOfDay(), let zone = reader.zone(), reader.isAtEnd
            else { return nil }
            total += time - zone
        }
        self.init(milliseconds: total)
    }

    /// The moment of a civil date and time in UTC, or nil where there is no such date or time.
    public init?(
        year: Int64, month: Int64, day: Int64, hour: Int64, minute: Int64, second: Int64, millisecond: Int64 = 0
    ) {
        guard let days = daysSinceEpoch(year: year, month: month, day: day),
            (0..<24).contains(hour), (0..<60).contains(minute), (0...60).contains(second),
            (0..<1000).contains(millisecond)
        else { return nil }
        self.init(milliseconds: days * 86_400_000 + ((hour * 60 + minute) * 60 + second) * 1000 + millisecond)
    }
}

/// Walks over ASCII digits and marks, consuming what it accepts.
private struct DigitReader {
    let bytes: UnsafeBufferPointer<UInt8>
    var offset = 0

    init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    var isAtEnd: Bool { offset == bytes.count }

    mutating func take(_ mark: Unicode.Scalar) -> Bool {
        guard offset < bytes.count, bytes[offset] == UInt8(ascii: mark) else { return false }
        offset += 1
        return true
    }

    /// Exactly `count` digits.
    mutating func number(_ count: Int) -> Int64? {
        guard bytes.count - offset >= count else { return nil }
        var value: Int64 = 0
        for place in offset..<offset + count {
            guard (0x30...0x39).contains(bytes[place]) else { return nil }
            value = value * 10 + Int64(bytes[place] - 0x30)
        }
        offset += count
        return value
    }

    /// `hh:mm[:ss[.fraction]]` in milliseconds.
    mutating func timeOfDay() -> Int64? {
        guard let hour = number(2), hour < 24, take(":"), let minute = number(2), minute < 60 else { return nil }
        var milliseconds: Int64 = 0
        if take(":") {
            guard let second = number(2), second <= 60 else { return nil }
            milliseconds = second * 1000
            if take(".") || take(",") {
                guard let fraction = fraction() else { return nil }
                milliseconds += fraction
            }
        }
        return (hour * 60 + minute) * 60_000 + milliseconds
    }

    /// The digits after the point, in milliseconds; nil when there are none.
    private mutating func fraction() -> Int64? {
        var (value, scale): (Int64, Int64) = (0, 100)
        var digits = 0
        while offset < bytes.count, (0x30...0x39).contains(bytes[offset]) {
            value += Int64(bytes[offset] - 0x30) * scale
            scale /= 10
            digits += 1
            offset += 1
        }
        return digits > 0 ? value : nil
    }

    /// `Z`, `+hh:mm`, `+hhmm` or nothing, in milliseconds east of UTC.
    mutating func zone() -> Int64? {
        if isAtEnd || take("Z") || take("z") { return 0 }
        let isEast = take("+")
        guard isEast || take("-"), let hour = number(2), hour < 24 else { return nil }
        _ = take(":")
        guard let minute = number(2), minute < 60 else { return nil }
        return (isEast ? 1 : -1) * (hour * 60 + minute) * 60_000
    }
}

/// Days from 1970-01-01 to a date of the proleptic Gregorian calendar; nil for a date that does not exist.
///
/// *Source:* Hinnant, "chrono-Compatible Low-Level Date Algorithms", 2021.
private func daysSinceEpoch(year: Int64, month: Int64, day: Int64) -> Int64? {
    guard (0...9999).contains(year), (1...12).contains(month), day >= 1 else { return nil }
    guard day <= 28 || day <= length(ofMonth: month, year: year) else { return nil }
    let shifted = month <= 2 ? year - 1 : year
    let (era, yearOfEra) = floorDivide(shifted, by: 400)
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
}

private func length(ofMonth month: Int64, year: Int64) -> Int64 {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
}

/// The date that is `days` after 1970-01-01; the inverse of `daysSinceEpoch`.
private func civil(days: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let (era, dayOfEra) = floorDivide(days + 719_468, by: 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
}

private func floorDivide(_ value: Int64, by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
    let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
}

private func padded(_ value: Int64, _ width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
