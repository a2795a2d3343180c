import Domain

/// A layout of times, written as strptime has it.
///
/// `%Y %m %d %H %M %S` and `%y` (69...99 is 1969...1999), `%b` or `%B` (English month names), `%I` with `%p`, `%f`
/// (a fraction of 1 to 9 digits), `%z` (`Z`, `+01:00`, `+0100`), `%s` (Unix seconds), `%a` or `%A` (a weekday, not
/// checked), `%F` for `%Y-%m-%d`, `%T` for `%H:%M:%S`, `%%`. A number may have fewer digits than usual. Without `%z`
/// the time is UTC. Everything else stands for itself.
package struct TimeFormat: Hashable, Sendable, CustomStringConvertible {
    /// The layout as it was written.
    package let description: String
    private let elements: [Element]

    private enum Element: Hashable {
        case literal(UInt8)
        case directive(UInt8)
    }

    /// Takes the layout `pattern`.
    /// - Throws: ``IngestError/badTimeFormat(format:problem:)``.
    package init(_ pattern: String) throws(IngestError) {
        description = pattern
        var elements: [Element] = []
        var isDirective = false
        for byte in pattern.utf8 {
            if !isDirective {
                isDirective = byte == UInt8(ascii: "%")
                if !isDirective { elements.append(.literal(byte)) }
                continue
            }
            isDirective = false
            switch byte {
            case UInt8(ascii: "F"): elements += Self.expanded("Y-m-d")
            case UInt8(ascii: "T"): elements += Self.expanded("H:M:S")
            case UInt8(ascii: "%"): elements.append(.literal(byte))
            case _ where "YymbBdHIMSfpzsaA".utf8.contains(byte): elements.append(.directive(byte))
            default:
                let problem = "holds %\(String(decoding: [byte], as: UTF8.self)), which is not known"
                throw .badTimeFormat(format: pattern, problem: problem)
            }
        }
        if isDirective { throw .badTimeFormat(format: pattern, problem: "ends with a single %") }
        self.elements = elements
        guard elements.contains(.directive(UInt8(ascii: "s"))) || Self.hasDate(elements) else {
            throw .badTimeFormat(format: pattern, problem: "has no full date")
        }
    }

    private init(known elements: [Element], _ description: String) {
        (self.elements, self.description) = (elements, description)
    }

    /// `%d-%b-%Y`, as MovieLens 100K has it: 01-Jan-1995.
    static let dayMonthYear = TimeFormat(
        known: "d-b-Y".utf8.map { $0 == UInt8(ascii: "-") ? .literal($0) : .directive($0) }, "%d-%b-%Y")

    /// The moment that `bytes` write in this layout; nil where they do not, or where there is no such moment.
    /// - Complexity: O(bytes); allocates nothing.
    func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> Timestamp? {
        var reader = TimeReader(bytes: bytes)
        for element in elements {
            switch element {
            case .literal(let byte): guard reader.take(byte) else { return nil }
            case .directive(let letter): guard reader.read(letter) else { return nil }
            }
        }
        return reader.isAtEnd ? reader.timestamp : nil
    }

    private static func expanded(_ letters: String) -> [Element] {
        letters.utf8.map { "YmdHMS".utf8.contains($0) ? .directive($0) : .literal($0) }
    }

    private static func hasDate(_ elements: [Element]) -> Bool {
        func has(_ letters: String) -> Bool { letters.utf8.contains { elements.contains(.directive($0)) } }
        return has("Yy") && has("mbB") && has("d")
    }
}

/// The parts of a time as they are read from its front.
private struct TimeReader {
    let bytes: UnsafeBufferPointer<UInt8>
    private var offset = 0
    private var (year, month, day): (Int64, Int64, Int64) = (1970, 1, 1)
    private var (hour, minute, second, millisecond): (Int64, Int64, Int64, Int64) = (0, 0, 0, 0)
    private var isAfternoon: Bool?
    private var zoneMinutes: Int64 = 0
    private var unixSeconds: Int64?

    init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    var isAtEnd: Bool { offset == bytes.count }

    /// The moment that the parts make.
    var timestamp: Timestamp? {
        if let unixSeconds { return Timestamp(unix: Double(unixSeconds)) }
        var hour = hour
        if let isAfternoon {
            guard (1...12).contains(hour) else { return nil }
            hour = hour % 12 + (isAfternoon ? 12 : 0)
        }
        let time = Timestamp(
            year: year, month: month, day: day, hour: hour, minute: minute, second: second, millisecond: millisecond)
        return time.map { Timestamp(milliseconds: $0.milliseconds - zoneMinutes * 60_000) }
    }

    mutating func take(_ byte: UInt8) -> Bool {
        guard offset < bytes.count, bytes[offset] == byte else { return false }
        offset += 1
        return true
    }

    /// Reads what the directive `letter` stands for.
    mutating func read(_ letter: UInt8) -> Bool {
        switch letter {
        case UInt8(ascii: "Y"): return set(\.year, digits: 4)
        case UInt8(ascii: "y"):
            guard set(\.year, digits: 2) else { return false }
            year += year < 69 ? 2000 : 1900
            return true
        case UInt8(ascii: "m"): return set(\.month, digits: 2)
        case UInt8(ascii: "b"), UInt8(ascii: "B"): return readMonthName()
        case UInt8(ascii: "d"): return set(\.day, digits: 2)
        case UInt8(ascii: "H"), UInt8(ascii: "I"): return set(\.hour, digits: 2)
        case UInt8(ascii: "M"): return set(\.minute, digits: 2)
        case UInt8(ascii: "S"): return set(\.second, digits: 2)
        case UInt8(ascii: "f"): return readFraction()
        case UInt8(ascii: "p"): return readHalfOfDay()
        case UInt8(ascii: "z"): return readZone()
        case UInt8(ascii: "s"):
            guard let value = number(upTo: 12) else { return false }
            unixSeconds = value
            return true
        default: return !word().isEmpty
        }
    }

    private mutating func set(_ part: WritableKeyPath<Self, Int64>, digits: Int) -> Bool {
        guard let value = number(upTo: digits) else { return false }
        self[keyPath: part] = value
        return true
    }

    private mutating func number(upTo count: Int) -> Int64? {
        var value: Int64 = 0
        let first = offset
        while offset < bytes.count, offset - first < count, (0x30...0x39).contains(bytes[offset]) {
            value = value * 10 + Int64(bytes[offset] - 0x30)
            offset += 1
        }
        return offset > first ? value : nil
    }

    /// The letters from here on, in lower case.
    private mutating func word() -> String {
        var letters: [UInt8] = []
        while offset < bytes.count, (0x61...0x7A).contains(bytes[offset] | 0x20) {
            letters.append(bytes[offset] | 0x20)
            offset += 1
        }
        return String(decoding: letters, as: UTF8.self)
    }

    private mutating func readMonthName() -> Bool {
        let name = word()
        let names = [
            "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
            "november", "december",
        ]
        guard name.count >= 3,
            let index = names.firstIndex(where: { $0.hasPrefix(name) || name == "sept" && $0 == "september" })
        else { return false }
        month = Int64(index + 1)
        return true
    }

    private mutating func readHalfOfDay() -> Bool {
        switch word() {
        case "am": isAfternoon = false
        case "pm": isAfternoon = true
        default: return false
        }
        return true
    }

    private mutating func readFraction() -> Bool {
        let first = offset
        guard var value = number(upTo: 9) else { return false }
        var digits = offset - first
        while digits > 3 { (value, digits) = (value / 10, digits - 1) }
        while digits < 3 { (value, digits) = (value * 10, digits + 1) }
        millisecond = value
        return true
    }

    private mutating func readZone() -> Bool {
        if take(UInt8(ascii: "Z")) || take(UInt8(ascii: "z")) { return true }
        let isEast = take(UInt8(ascii: "+"))
        guard isEast || take(UInt8(ascii: "-")), let hours = number(upTo: 2), hours < 24 else { return false }
        _ = take(UInt8(ascii: ":"))
        guard let minutes = number(upTo: 2), minutes < 60 else { return false }
        zoneMinutes = (isEast ? 1 : -1) * (hours * 60 + minutes)
        return true
    }
}
