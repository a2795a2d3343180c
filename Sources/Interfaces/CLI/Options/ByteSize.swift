/// A number of bytes as people write it: `2GB`, `512M`, `1.5 GiB`, `65536`.
enum ByteSize {
    /// The number of bytes `text` means; a K is 1,024 whatever follows it. Nil for anything else.
    static func parse(_ text: String) -> Int? {
        let lower = text.lowercased().filter { $0 != " " }
        let digits = lower.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        guard let number = Double(digits), let shift = shifts[String(lower.dropFirst(digits.count))] else { return nil }
        return Int(exactly: (number * Double(1 << shift)).rounded())
    }

    private static let shifts = [
        "": 0, "b": 0, "k": 10, "kb": 10, "kib": 10, "m": 20, "mb": 20, "mib": 20, "g": 30, "gb": 30, "gib": 30,
        "t": 40, "tb": 40, "tib": 40,
    ]
}
