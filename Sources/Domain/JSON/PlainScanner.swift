/// Walks over JSON that is written plainly: no escapes, no nesting, no number that takes care to read.
///
/// Whatever is not plain, and whatever is wrong, is nil: then nothing is known, and ``JSONParser`` has to look. What it
/// does tell is what that parser would.
struct PlainScanner {
    /// What is walked over.
    let bytes: UnsafeBufferPointer<UInt8>
    /// The place of the next byte.
    var offset = 0

    /// At the beginning of `bytes`.
    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    /// The next byte; 0, which plain JSON has nowhere, at the end.
    @inline(__always) var next: UInt8 { offset < bytes.count ? bytes[offset] : 0 }

    /// Passes over white space.
    @inline(__always)
    mutating func skipSpace() {
        while next == 0x20 || next == 0x0A || next == 0x0D || next == 0x09 { offset += 1 }
    }

    /// Passes over `mark` where it is next, and says whether it was.
    @inline(__always)
    mutating func take(_ mark: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: mark) else { return false }
        offset += 1
        return true
    }

    /// Passes over what stands between the elements of an array or an object: true for a comma, false for `close`.
    @inline(__always)
    mutating func goesOn(until close: Unicode.Scalar) -> Bool? {
        skipSpace()
        if take(",") {
            skipSpace()
            return true
        }
        return take(close) ? false : nil
    }

    /// A name and the colon behind it.
    @inline(__always)
    mutating func name() -> Text? {
        guard let name = text() else { return nil }
        skipSpace()
        guard take(":") else { return nil }
        skipSpace()
        return name
    }

    /// The bytes of a string without escapes, and all of them united by "or".
    struct Text {
        let bytes: UnsafeBufferPointer<UInt8>
        let union: UInt8
        let hasDelete: Bool

        /// The string; nil where it is not UTF-8.
        var string: String? {
            union < 0x80 ? String(decoding: bytes, as: UTF8.self) : String(validating: bytes, as: UTF8.self)
        }
    }

    /// A string.
    @inline(__always)
    mutating func text() -> Text? {
        guard take("\"") else { return nil }
        let start = offset
        var (union, hasDelete): (UInt8, Bool) = (0, false)
        while offset < bytes.count {
            let byte = bytes[offset]
            if byte == UInt8(ascii: "\"") {
                let text = Text(
                    bytes: UnsafeBufferPointer(rebasing: bytes[start..<offset]), union: union, hasDelete: hasDelete)
                offset += 1
                return text
            }
            guard byte >= 0x20, byte != UInt8(ascii: "\\") else { return nil }
            union |= byte
            hasDelete = hasDelete || byte == 0x7F
            offset += 1
        }
        return nil
    }

    /// Passes over a bare word, and says whether it was there.
    mutating func take(word: StaticString) -> Bool {
        let count = word.utf8CodeUnitCount
        guard offset + count <= bytes.count else { return false }
        for index in 0..<count where bytes[offset + index] != word.utf8Start[index] { return false }
        offset += count
        return true
    }

    /// A number of up to 15 digits without an exponent.
    ///
    /// *Source:* a whole number below 2^53 divided by a power of ten up to 10^22 is rounded right; Clinger, "How to read
    /// floating point numbers accurately", PLDI 1990, doi:10.1145/93542.93557.
    mutating func number() -> JSONValue? {
        let isNegative = take("-")
        let start = offset
        guard var digits = self.digits(into: 0) else { return nil }
        guard digits.count == 1 || bytes[start] != 0x30 else { return nil }
        var scale = 0
        if take(".") {
            let whole = digits.count
            guard let all = self.digits(into: digits.value) else { return nil }
            digits = (all.value, all.count + whole)
            scale = all.count
        }
        guard digits.count <= 15, next != UInt8(ascii: "e"), next != UInt8(ascii: "E") else { return nil }
        guard scale > 0 else { return .integer(isNegative ? -digits.value : digits.value) }
        let number = Double(digits.value) / Self.powers[scale]
        return .number(isNegative ? -number : number)
    }

    /// The digits that come next, behind those of `value`; nil where there is none, or are more than fit.
    private mutating func digits(into value: Int64) -> (value: Int64, count: Int)? {
        var (value, count) = (value, 0)
        while (0x30...0x39).contains(next) {
            count += 1
            guard count <= 15, value < 1_000_000_000_000_000 else { return nil }
            value = value * 10 + Int64(next - 0x30)
            offset += 1
        }
        return count > 0 ? (value, count) : nil
    }

    private static let powers: [Double] = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
    ]
}
