/// A length of time as people write it: `90s`, `10m`, `1.5h`, `90`.
enum TimeSpan {
    /// The seconds `text` means, above 0 and a week at most; without a unit they are seconds. Nil for anything else.
    static func parse(_ text: String) -> Double? {
        let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        guard let number = Double(digits), let unit = units[String(text.dropFirst(digits.count))] else { return nil }
        let seconds = number * unit
        return seconds > 0 && seconds <= maximum ? seconds : nil
    }

    private static let maximum = 7 * 86_400.0
    private static let units = ["": 1.0, "s": 1, "m": 60, "min": 60, "h": 3600, "d": 86_400]
}
