extension [UInt8] {
    /// Appends a text of the source as it is.
    package mutating func append(literal text: StaticString) {
        append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Appends a string as JSON writes it, quotes and escapes included.
    /// - Complexity: O(bytes); what needs no escape is copied in one go.
    package mutating func append(json text: String) {
        append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { bytes in
            var start = 0
            for place in bytes.indices where isEscaped(bytes[place]) {
                append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<place]))
                append(escaped: bytes[place])
                start = place + 1
            }
            append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start...]))
        }
        append(UInt8(ascii: "\""))
    }

    /// Appends a whole number.
    package mutating func append(json number: Int) {
        guard number >= 0, number < 10 else { return append(text: String(number)) }
        append(UInt8(ascii: "0") + UInt8(number))
    }

    /// Appends a single-precision number with the fewest digits that read back the same float, as
    /// ``JSONValue/init(_:)-(Float)`` has it.
    ///
    /// Between 10⁻⁴ and 2²⁴ single and double precision are written in the same form.
    package mutating func append(json number: Float) {
        let size = abs(number)
        if size >= 1e-4, size < 16_777_216, number != number.rounded() {
            append(text: number.description)
        } else {
            JSONValue(number).write(to: &self)
        }
    }

    private mutating func append(text: String) {
        var text = text
        text.withUTF8 { append(contentsOf: $0) }
    }

    private mutating func append(escaped byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): append(literal: #"\""#)
        case UInt8(ascii: "\\"): append(literal: #"\\"#)
        case 0x0A: append(literal: #"\n"#)
        case 0x0D: append(literal: #"\r"#)
        case 0x09: append(literal: #"\t"#)
        default:
            append(literal: byte < 0x10 ? #"\u000"# : #"\u00"#)
            append(text: String(byte, radix: 16))
        }
    }
}

/// Whether JSON text, as ``JSONValue/write(to:)`` writes it, escapes `byte`.
private func isEscaped(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == 0x7F || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
}
