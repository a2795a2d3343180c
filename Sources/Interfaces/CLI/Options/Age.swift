/// An age as people write it: `90d`, `12w`, `36h`, `2y`, `90`.
enum Age {
    /// The days that `text` means; a year has 365.25, and a number without a unit is days. Nil for
    /// anything else.
    static func days(_ text: String) -> Double? {
        let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        guard let number = Double(digits), let unit = units[String(text.dropFirst(digits.count))] else { return nil }
        return number * unit
    }

    private static let units = ["": 1, "h": 1 / 24.0, "d": 1, "w": 7, "y": 365.25]
}
