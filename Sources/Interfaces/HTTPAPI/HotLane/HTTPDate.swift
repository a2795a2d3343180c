import Domain

/// A moment as the `Date` header has it: `Sat, 21 Nov 2026 16:51:58 GMT`. *Source:* RFC 9110, section 5.6.7.
struct HTTPDate {
    /// The text.
    let text: String

    private static let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    private static let secondsADay: Int64 = 86_400

    /// The date of `seconds` since 1970, 0 or more.
    init(seconds: Int64) {
        let parts = Timestamp(seconds: seconds).description.utf8.split { !(48...57).contains($0) }.map {
            String(Substring($0))
        }
        let month = Self.months[(Int(parts[1]) ?? 1) - 1]
        let day = Self.days[Int(seconds / Self.secondsADay % 7)]
        text = "\(day), \(parts[2]) \(month) \(parts[0]) \(parts[3]):\(parts[4]):\(parts[5]) GMT"
    }
}
