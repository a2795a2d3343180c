/// How the bytes of one row are read as text.
enum RowText {
    /// UTF-8, checked.
    case utf8
    /// A byte is the code point of the same number.
    case latin1
    /// As Latin-1, with other letters and marks at 0x80 to 0x9F.
    case windows1252

    /// The text of `bytes`; with doubled quotation marks made single if `isDoubled`.
    func string(_ bytes: UnsafeBufferPointer<UInt8>, isDoubled: Bool = false) -> String {
        if !isDoubled, case .utf8 = self { return String(decoding: bytes, as: UTF8.self) }
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count)
        var isSecondOfTwo = false
        for byte in bytes {
            isSecondOfTwo = isDoubled && byte == 0x22 && !isSecondOfTwo
            if !isSecondOfTwo || byte != 0x22 { append(byte, to: &text) }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// All of `bytes` as UTF-8.
    func utf8(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        if case .utf8 = self { return Array(bytes) }
        var text: [UInt8] = []
        for byte in bytes { append(byte, to: &text) }
        return text
    }

    /// The byte that windows-1252 writes `scalar` with; nil where it has none.
    static func windows1252Byte(of scalar: Unicode.Scalar) -> UInt8? {
        if let index = special.firstIndex(where: { UInt32($0) == scalar.value }) { return UInt8(0x80 + index) }
        return (0x80..<0xA0).contains(scalar.value) ? nil : UInt8(exactly: scalar.value)
    }

    private func append(_ byte: UInt8, to text: inout [UInt8]) {
        switch self {
        case .utf8: text.append(byte)
        case .latin1: Self.append(UInt16(byte), to: &text)
        case .windows1252:
            let isSpecial = (0x80..<0xA0).contains(byte)
            Self.append(isSpecial ? Self.special[Int(byte - 0x80)] : UInt16(byte), to: &text)
        }
    }

    private static func append(_ scalar: UInt16, to text: inout [UInt8]) {
        if scalar < 0x80 { return text.append(UInt8(scalar)) }
        if scalar < 0x800 {
            text.append(UInt8(0xC0 | scalar >> 6))
        } else {
            text.append(UInt8(0xE0 | scalar >> 12))
            text.append(UInt8(0x80 | scalar >> 6 & 0x3F))
        }
        text.append(UInt8(0x80 | scalar & 0x3F))
    }

    /// What windows-1252 has at 0x80 to 0x9F; the five that it leaves open are control characters, as browsers have it.
    ///
    /// *Source:* WHATWG Encoding Standard, index windows-1252.
    private static let special: [UInt16] = [
        0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152,
        0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122,
        0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178,
    ]
}

/// Which text the rows of a file are.
enum TextRule {
    /// UTF-8; a row that is not is refused.
    case utf8
    /// UTF-8 where a row is valid UTF-8, else Latin-1: the published layouts come in both.
    case utf8OrLatin1
    /// Latin-1.
    case latin1
    /// Windows code page 1252.
    case windows1252

    /// How to read a row that is not all ASCII.
    /// - Throws: ``RowProblem`` for bytes that are none.
    func text(for row: UnsafeBufferPointer<UInt8>) throws(RowProblem) -> RowText {
        switch self {
        case .latin1: return .latin1
        case .windows1252: return .windows1252
        case .utf8, .utf8OrLatin1:
            if String(validating: row, as: UTF8.self) != nil { return .utf8 }
            if case .utf8OrLatin1 = self { return .latin1 }
            throw RowProblem(
                .badEncoding,
                "it holds bytes that are not UTF-8. Pass --encoding latin-1 or windows-1252 if it is that.")
        }
    }
}
