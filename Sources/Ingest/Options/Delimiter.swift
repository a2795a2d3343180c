/// What stands between two fields: 1 to 8 bytes that are neither a quotation mark nor a line end.
package struct Delimiter: Hashable, Sendable, CustomStringConvertible {
    /// The bytes.
    package let bytes: [UInt8]

    /// Takes `text` as it stands; `\t` and `tab` mean a tab.
    /// - Throws: ``IngestError/badDelimiter(_:)``.
    package init(_ text: String) throws(IngestError) {
        let bytes = text == #"\t"# || text.lowercased() == "tab" ? [0x09] : Array(text.utf8)
        guard (1...8).contains(bytes.count), !bytes.contains(where: { $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }) else {
            throw .badDelimiter(text)
        }
        self.bytes = bytes
    }

    private init(known bytes: [UInt8]) { self.bytes = bytes }

    /// `,`
    static let comma = Delimiter(known: [0x2C])
    /// A tab.
    static let tab = Delimiter(known: [0x09])
    /// `;`
    static let semicolon = Delimiter(known: [0x3B])
    /// `|`
    static let bar = Delimiter(known: [0x7C])
    /// `::`
    static let doubleColon = Delimiter(known: [0x3A, 0x3A])

    /// As a note names it.
    package var description: String { self == .tab ? "tab" : "\"\(String(decoding: bytes, as: UTF8.self))\"" }
}
