/// The form of a cursor in a request and an answer: base64url of
///
///     version, list mark, strategy, items shown so far, upcoming items, shown marks as differences, mark of all that
///
/// Numbers are little-endian base-128 varints but for the two marks and the scores, which have four bytes.
extension ListCursor {
    private static let version: UInt8 = 1

    /// The cursor as a text of letters, digits, `-` and `_`.
    /// - Complexity: O(items shown).
    public var text: String {
        var bytes = [Self.version]
        bytes.append(fixed: list)
        bytes.append(text: strategy)
        bytes.append(varint: UInt32(count))
        bytes.append(varint: UInt32(upcoming.count))
        for entry in upcoming {
            bytes.append(text: entry.item.value)
            bytes.append(fixed: entry.score.bitPattern)
            bytes.append(entry.code.number)
        }
        bytes.append(varint: UInt32(shown.count))
        var last: UInt32 = 0
        for mark in shown {
            bytes.append(varint: mark &- last)
            last = mark
        }
        bytes.append(fixed: Self.mark(of: bytes))
        return Base64URL.text(of: bytes)
    }

    /// The cursor that was written as `text`.
    ///
    /// - Throws: ``FieldError`` for a text that no answer held, or that was cut off on the way.
    public init(text: String) throws(FieldError) {
        let damaged = FieldError("cursor", "is none of ours, or was cut off; give \"\" to begin the list again")
        guard let bytes = Base64URL.bytes(of: text), bytes.count > 4, bytes.first == Self.version else { throw damaged }
        var end = ByteCursor(bytes[(bytes.count - 4)...])
        guard end.fixed() == Self.mark(of: bytes.dropLast(4)) else { throw damaged }
        var rest = ByteCursor(bytes[1..<(bytes.count - 4)])
        guard let list = rest.fixed(), let strategy = rest.text(), let count = rest.varint(),
            count <= Self.maximumShown,
            let upcoming = Self.readUpcoming(&rest), let shown = Self.readShown(&rest), rest.isAtEnd
        else { throw damaged }
        self.init(list: list, strategy: strategy, shown: shown, count: Int(count), upcoming: upcoming)
    }

    private static func readUpcoming(_ rest: inout ByteCursor) -> [Upcoming]? {
        guard let count = rest.varint(), count <= maximumUpcoming else { return nil }
        var upcoming: [Upcoming] = []
        for _ in 0..<count {
            guard let text = rest.text(), let item = try? ItemID(text), let score = rest.fixed(),
                let number = rest.take(1)?.first, let code = ReasonCode(number: number),
                Float(bitPattern: score).isFinite
            else { return nil }
            upcoming.append(Upcoming(item: item, score: Float(bitPattern: score), code: code))
        }
        return upcoming
    }

    private static func readShown(_ rest: inout ByteCursor) -> [UInt32]? {
        guard let count = rest.varint(), count <= maximumShown else { return nil }
        var (shown, last): ([UInt32], UInt32) = ([], 0)
        for place in 0..<count {
            guard let step = rest.varint(), place == 0 || step > 0 else { return nil }
            let (mark, overflows) = last.addingReportingOverflow(step)
            guard !overflows else { return nil }
            shown.append(mark)
            last = mark
        }
        return shown
    }
}

extension ReasonCode {
    /// The code's place among all codes.
    fileprivate var number: UInt8 { UInt8(Self.allCases.firstIndex(of: self) ?? 0) }

    fileprivate init?(number: UInt8) {
        guard Self.allCases.indices.contains(Int(number)) else { return nil }
        self = Self.allCases[Int(number)]
    }
}

extension [UInt8] {
    fileprivate mutating func append(fixed value: UInt32) {
        for shift in stride(from: 0, to: 32, by: 8) { append(UInt8(truncatingIfNeeded: value >> UInt32(shift))) }
    }

    fileprivate mutating func append(text: String) {
        append(varint: UInt32(text.utf8.count))
        self += text.utf8
    }

    fileprivate mutating func append(varint value: UInt32) {
        var rest = value
        while rest >= 0x80 {
            append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        append(UInt8(rest))
    }
}

/// Bytes that are read from the front; what is not there is nil.
private struct ByteCursor {
    private var bytes: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }

    var isAtEnd: Bool { bytes.isEmpty }

    mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
        guard bytes.count >= count else { return nil }
        defer { bytes = bytes.dropFirst(count) }
        return bytes.prefix(count)
    }

    mutating func text() -> String? {
        guard let length = varint(), let bytes = take(Int(length)) else { return nil }
        return String(validating: bytes, as: UTF8.self)
    }

    mutating func fixed() -> UInt32? {
        take(4)?.reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }

    mutating func varint() -> UInt32? {
        var (value, shift): (UInt32, UInt32) = (0, 0)
        while shift < 35, let byte = take(1)?.first {
            guard shift < 28 || byte <= 0x0f else { return nil }
            value |= UInt32(byte & 0x7f) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
        return nil
    }
}
