/// How characters are written as bytes.
package enum TextEncoding: String, CaseIterable, Sendable, CustomStringConvertible {
    /// UTF-8.
    case utf8 = "utf-8"
    /// ISO 8859-1: a byte is the code point of the same number.
    case latin1 = "latin-1"
    /// Windows code page 1252: Latin-1 with letters and marks at 0x80 to 0x9F.
    case windows1252 = "windows-1252"
    /// UTF-16 in either byte order.
    case utf16 = "utf-16"

    /// The encoding that `--encoding` calls `name`, whatever its case and punctuation; usual synonyms count.
    /// - Throws: ``IngestError/unknownEncoding(name:)``.
    package init(named name: String) throws(IngestError) {
        switch ColumnName.folded(name) {
        case "utf8": self = .utf8
        case "latin1", "iso88591", "l1", "ascii", "usascii": self = .latin1
        case "windows1252", "cp1252", "win1252": self = .windows1252
        case "utf16", "utf16le", "utf16be", "ucs2", "unicode": self = .utf16
        default: throw .unknownEncoding(name: name)
        }
    }

    /// The name as `--encoding` takes it.
    package var description: String { rawValue }
}
