import Foundation

/// Reads JSON as RFC 8259 has it: UTF-8 is checked, nesting is bounded, nothing may follow the value.
public enum JSONParser {
    /// How deep arrays and objects may nest.
    public static let maximumDepth = 64

    /// The value that `bytes` hold.
    ///
    /// A BOM in front is passed over. Numbers too large for a double are refused.
    /// - Throws: ``JSONError`` with the byte offset of the first offence.
    /// - Complexity: O(bytes).
    public static func parse(_ bytes: UnsafeBufferPointer<UInt8>) throws(JSONError) -> JSONValue {
        var cursor = Cursor(bytes: bytes)
        if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { cursor.offset = 3 }
        cursor.skipSpace()
        let value = try cursor.value(depth: 0)
        cursor.skipSpace()
        guard cursor.offset == bytes.count else { throw cursor.error("something follows the value") }
        return value
    }

    /// The value that begins at `offset`, inside as many arrays and objects as `depth` says, and where it ends.
    ///
    /// - Throws: ``JSONError``.
    static func value(in bytes: UnsafeBufferPointer<UInt8>, at offset: Int, depth: Int) throws(JSONError) -> (
        value: JSONValue, end: Int
    ) {
        var cursor = Cursor(bytes: bytes)
        cursor.offset = offset
        let value = try cursor.value(depth: depth)
        return (value, cursor.offset)
    }

    /// The value that `bytes` hold; as above.
    public static func parse(_ bytes: [UInt8]) throws(JSONError) -> JSONValue {
        let result = bytes.withUnsafeBufferPointer { buffer -> Result<JSONValue, JSONError> in
            do throws(JSONError) { return .success(try parse(buffer)) } catch { return .failure(error) }
        }
        return try result.get()
    }

    /// The value that `text` holds; as above.
    public static func parse(_ text: String) throws(JSONError) -> JSONValue { try parse(Array(text.utf8)) }
}

/// Why bytes are not JSON.
public struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The 0-based offset of the byte where reading stopped.
    public let offset: Int
    /// What was found there.
    public let problem: String

    /// One sentence.
    public var description: String { "not valid JSON at byte \(offset): \(problem)" }
}

private struct Cursor {
    let bytes: UnsafeBufferPointer<UInt8>
    var offset = 0

    init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    func error(_ problem: String) -> JSONError { JSONError(offset: offset, problem: problem) }

    private var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { offset += 1 }
    }

    mutating func value(depth: Int) throws(JSONError) -> JSONValue {
        guard let byte = next else { throw error("the text ends where a value should be") }
        switch byte {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
        default: throw error("no value begins like this")
        }
    }

    private mutating func word(_ text: StaticString, _ value: JSONValue) throws(JSONError) -> JSONValue {
        let length = text.utf8CodeUnitCount
        guard offset + length <= bytes.count else { throw error("the text ends inside a word") }
        for index in 0..<length where bytes[offset + index] != text.utf8Start[index] {
            throw error("a bare word that is not true, false or null")
        }
        offset += length
        return value
    }

    private mutating func object(depth: Int) throws(JSONError) -> JSONValue {
        guard depth < JSONParser.maximumDepth else { throw error("nested over \(JSONParser.maximumDepth) deep") }
        offset += 1
        skipSpace()
        var members: [(String, JSONValue)] = []
        members.reserveCapacity(8)
        if next == UInt8(ascii: "}") {
            offset += 1
            return .object([:])
        }
        while true {
            guard next == UInt8(ascii: "\"") else { throw error("a member's name in quotes should be here") }
            let name = try string()
            skipSpace()
            guard next == UInt8(ascii: ":") else { throw error("a colon should be here") }
            offset += 1
            skipSpace()
            members.append((name, try value(depth: depth + 1)))
            if try endsSequence(with: UInt8(ascii: "}")) { return .object(JSONObject(members)) }
        }
    }

    private mutating func array(depth: Int) throws(JSONError) -> JSONValue {
        guard depth < JSONParser.maximumDepth else { throw error("nested over \(JSONParser.maximumDepth) deep") }
        offset += 1
        skipSpace()
        var values: [JSONValue] = []
        if next == UInt8(ascii: "]") {
            offset += 1
            return .array([])
        }
        while true {
            values.append(try value(depth: depth + 1))
            if try endsSequence(with: UInt8(ascii: "]")) { return .array(values) }
        }
    }

    /// Consumes a comma (false) or `close` (true).
    private mutating func endsSequence(with close: UInt8) throws(JSONError) -> Bool {
        skipSpace()
        guard let byte = next else { throw error("the text ends inside an array or object") }
        guard byte == close || byte == UInt8(ascii: ",") else {
            throw error("a comma or a closing bracket should be here")
        }
        offset += 1
        if byte == close { return true }
        skipSpace()
        return false
    }

    private mutating func number() throws(JSONError) -> JSONValue {
        let start = offset
        if next == UInt8(ascii: "-") { offset += 1 }
        let leadingZero = next == UInt8(ascii: "0")
        let whole = try digits()
        guard !(leadingZero && whole > 1) else { throw error("a number with a leading zero") }
        var isWhole = true
        if next == UInt8(ascii: ".") {
            isWhole = false
            offset += 1
            _ = try digits()
        }
        if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
            isWhole = false
            offset += 1
            if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { offset += 1 }
            _ = try digits()
        }
        let text = String(decoding: bytes[start..<offset], as: UTF8.self)
        if isWhole, let value = Int64(text) { return .integer(value) }
        guard let value = Double(text), value.isFinite else {
            throw JSONError(offset: start, problem: "a number too large to hold")
        }
        return .number(value)
    }

    private mutating func digits() throws(JSONError) -> Int {
        let start = offset
        while let byte = next, (0x30...0x39).contains(byte) { offset += 1 }
        guard offset > start else { throw error("a digit should be here") }
        return offset - start
    }

    private mutating func string() throws(JSONError) -> String {
        offset += 1
        let start = offset
        var all: UInt8 = 0
        while let byte = next {
            if byte == UInt8(ascii: "\"") {
                let text = try decoded(start..<offset, isASCII: all < 0x80)
                offset += 1
                return text
            }
            if byte == UInt8(ascii: "\\") { return try escapedString(from: start) }
            guard byte >= 0x20 else { throw error("a control character inside a string; write it as an escape") }
            all |= byte
            offset += 1
        }
        throw error("the text ends inside a string")
    }

    /// What is ASCII needs no validation, which takes as long as the rest of the parser together.
    private func decoded(_ range: Range<Int>, isASCII: Bool) throws(JSONError) -> String {
        if isASCII { return String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self) }
        guard let text = String(validating: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self) else {
            throw JSONError(offset: range.lowerBound, problem: "a string that is not UTF-8")
        }
        return text
    }

    /// The slow path: a string with at least one escape, whose first byte stands at `start`.
    private mutating func escapedString(from start: Int) throws(JSONError) -> String {
        var text = Array(bytes[start..<offset])
        while let byte = next {
            offset += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let string = String(validating: text, as: UTF8.self) else {
                    throw JSONError(offset: start, problem: "a string that is not UTF-8")
                }
                return string
            case UInt8(ascii: "\\"): text.append(contentsOf: try escape())
            case 0x20...: text.append(byte)
            default:
                offset -= 1
                throw error("a control character inside a string; write it as an escape")
            }
        }
        throw error("the text ends inside a string")
    }

    /// What follows a backslash, as UTF-8.
    private mutating func escape() throws(JSONError) -> [UInt8] {
        guard let byte = next else { throw error("the text ends inside an escape") }
        offset += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "u"): return Array(String(Character(try unicodeEscape())).utf8)
        default:
            offset -= 1
            throw error("no escape is written like this")
        }
    }

    private mutating func unicodeEscape() throws(JSONError) -> Unicode.Scalar {
        let first = try fourHexadecimals()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard (0xD800...0xDBFF).contains(first), next == UInt8(ascii: "\\"), offset + 1 < bytes.count,
            bytes[offset + 1] == UInt8(ascii: "u")
        else { throw error("half of a surrogate pair") }
        offset += 2
        let second = try fourHexadecimals()
        guard (0xDC00...0xDFFF).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        else { throw error("half of a surrogate pair") }
        return scalar
    }

    private mutating func fourHexadecimals() throws(JSONError) -> UInt32 {
        guard offset + 4 <= bytes.count else { throw error("the text ends inside an escape") }
        var value: UInt32 = 0
        for byte in bytes[offset..<offset + 4] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else {
                throw error("four hexadecimal digits should be here")
            }
            value = value << 4 | UInt32(digit)
        }
        offset += 4
        return value
    }
}
