import Domain
import Hummingbird

/// Takes `%xx` out of parts of an address; nil when an escape is cut short or the bytes are not UTF-8.
///
/// - Parameter plusIsSpace: Whether `+` means a space, as in queries.
func percentDecoded(_ text: Substring, plusIsSpace: Bool) -> String? {
    guard text.utf8.contains(where: { $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: "+") }) else { return String(text) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
        switch byte {
        case UInt8(ascii: "%"):
            guard let high = rest.popFirst().flatMap(hexadecimal), let low = rest.popFirst().flatMap(hexadecimal)
            else { return nil }
            bytes.append(high << 4 | low)
        case UInt8(ascii: "+") where plusIsSpace: bytes.append(UInt8(ascii: " "))
        default: bytes.append(byte)
        }
    }
    return String(validating: bytes, as: UTF8.self)
}

private func hexadecimal(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
}

/// The id that `text`, a part of an address, stands for; an error calls it `field`.
/// - Throws: `FieldError` when it is no id.
func identifier<Tag>(
    escaped text: Substring, field: String, as type: Identifier<Tag>.Type = Identifier<Tag>.self
) throws(FieldError) -> Identifier<Tag> {
    guard let text = percentDecoded(text, plusIsSpace: false) else {
        throw FieldError(field, "holds a broken % escape, or is not UTF-8; write % itself as %25")
    }
    do { return try Identifier<Tag>(text) } catch { throw FieldError(field, error.description) }
}

extension BasicRequestContext {
    /// The id that the address captures as `capture`; an error calls it `field` where that is another.
    /// - Throws: `FieldError` when it is no id.
    func identifier<Tag>(_ capture: String, field: String? = nil, as type: Identifier<Tag>.Type = Identifier<Tag>.self)
        throws(FieldError) -> Identifier<Tag>
    {
        try HTTPAPI.identifier(escaped: parameters[capture[...]] ?? "", field: field ?? capture)
    }
}
