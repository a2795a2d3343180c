/// Names of languages as BCP 47 writes them: `de`, `pt-BR`, `zh-Hant-TW`.
public enum LanguageTag {
    /// The most bytes a tag has.
    public static let maximumBytes = 35
    /// The most languages that a request asks for.
    public static let maximumCount = 16

    /// Whether `text` has the form of a tag: letters, then letters and digits, in parts of 1 to 8 that hyphens join.
    public static func isValid(_ text: String) -> Bool {
        guard text.utf8.count <= maximumBytes else { return false }
        let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        return parts.enumerated().allSatisfy { place, part in
            (1...8).contains(part.count) && part.allSatisfy { isLetter($0) || place > 0 && isDigit($0) }
        }
    }

    /// The value in `table`, whose keys are tags in lower case, for the first of `languages` that it has: whole, or with
    /// parts taken from its end. *Source:* RFC 4647, section 3.4, "lookup".
    package static func best<Value>(of languages: [String], among table: [String: Value]) -> Value? {
        for language in languages {
            var tag = language.lowercased()[...]
            while !tag.isEmpty {
                if let value = table[String(tag)] { return value }
                tag = tag.lastIndex(of: "-").map { tag[..<$0] } ?? ""
            }
        }
        return nil
    }

    /// The languages that the header `Accept-Language` asks for, the most wanted first, at most ``maximumCount``; what is no
    /// tag, `*` and what has a weight of 0 are passed over. *Source:* RFC 9110, section 12.5.4.
    public static func accepted(_ header: String) -> [String] {
        var ranges: [(tag: String, weight: Double)] = []
        for range in header.split(separator: ",").prefix(maximumCount) {
            let parts = range.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" } }
            guard let tag = parts.first, isValid(tag) else { continue }
            let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.map { Double($0.dropFirst(2)) ?? 0 } ?? 1
            if weight > 0, weight <= 1 { ranges.append((tag, weight)) }
        }
        return ranges.enumerated().sorted { ($1.element.weight, $0.offset) < ($0.element.weight, $1.offset) }
            .map(\.element.tag)
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
