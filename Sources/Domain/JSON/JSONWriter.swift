extension JSONValue: CustomStringConvertible {
    /// The value as JSON on one line, members in their order.
    public var description: String { text(pretty: false) }

    /// The value as JSON on one line, every object's members sorted by name: one text for one content.
    public var sortedText: String {
        var bytes: [UInt8] = []
        write(to: &bytes, indent: nil, sorted: true)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The value as JSON, on one line or indented by two spaces.
    public func text(pretty: Bool) -> String { String(decoding: bytes(pretty: pretty), as: UTF8.self) }

    /// The value as JSON in UTF-8, on one line or indented by two spaces.
    public func bytes(pretty: Bool = false) -> [UInt8] {
        var bytes: [UInt8] = []
        write(to: &bytes, indent: pretty ? 0 : nil, sorted: false)
        return bytes
    }

    /// Appends the value as JSON on one line.
    public func write(to bytes: inout [UInt8]) { write(to: &bytes, indent: nil, sorted: false) }

    private func write(to bytes: inout [UInt8], indent: Int?, sorted: Bool) {
        switch self {
        case .null: bytes.append(contentsOf: "null".utf8)
        case .bool(let value): bytes.append(contentsOf: (value ? "true" : "false").utf8)
        case .integer(let value): bytes.append(contentsOf: String(value).utf8)
        case .number(let value): Self.write(value, to: &bytes)
        case .string(let text): bytes.append(json: text)
        case .array(let values):
            Self.write(values, between: ("[", "]"), to: &bytes, indent: indent) { value, bytes, inner in
                value.write(to: &bytes, indent: inner, sorted: sorted)
            }
        case .object(let object):
            let members = sorted ? object.members.sorted { $0.name < $1.name } : object.members
            Self.write(members, between: ("{", "}"), to: &bytes, indent: indent) { member, bytes, inner in
                bytes.append(json: member.name)
                bytes.append(contentsOf: (inner == nil ? ":" : ": ").utf8)
                member.value.write(to: &bytes, indent: inner, sorted: sorted)
            }
        }
    }

    /// A whole double is written without fraction; others with the fewest digits that read back the same.
    private static func write(_ value: Double, to bytes: inout [UInt8]) {
        precondition(value.isFinite, "JSON has no way to write \(value).")
        if let whole = Int64(exactly: value), abs(value) < 1e15 {
            bytes.append(contentsOf: String(whole).utf8)
        } else {
            bytes.append(contentsOf: value.description.utf8)
        }
    }

    private static func write<Element>(
        _ elements: [Element], between marks: (open: Unicode.Scalar, close: Unicode.Scalar), to bytes: inout [UInt8],
        indent: Int?, each: (Element, inout [UInt8], Int?) -> Void
    ) {
        bytes.append(UInt8(ascii: marks.open))
        let inner = indent.map { $0 + 2 }
        for (index, element) in elements.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            newLine(inner, to: &bytes)
            each(element, &bytes, inner)
        }
        if !elements.isEmpty { newLine(indent, to: &bytes) }
        bytes.append(UInt8(ascii: marks.close))
    }

    private static func newLine(_ indent: Int?, to bytes: inout [UInt8]) {
        guard let indent else { return }
        bytes.append(0x0A)
        bytes.append(contentsOf: repeatElement(0x20, count: indent))
    }
}
