/// Why a file as a whole cannot be imported; what is wrong with one row is a ``Refusal`` instead.
package enum IngestError: Error, Hashable, Sendable, CustomStringConvertible {
    /// There is no file at `path`.
    case notFound(path: String)
    /// `path` is a directory.
    case directory(path: String)
    /// The file at `path` could not be opened or read, for `reason`.
    case unreadable(path: String, reason: String)
    /// The file has no bytes, or nothing but blank lines and a byte order mark.
    case empty(path: String)
    /// The file is not text; `looksLike` says what it seems to be.
    case binary(path: String, looksLike: String)
    /// The gzip data stop before their end, after `bytes` bytes of the file.
    case truncatedGzip(path: String, bytes: Int)
    /// The gzip data are damaged at about byte `bytes`.
    case damagedGzip(path: String, bytes: Int, reason: String)
    /// The first row does not end within the longest row allowed.
    case endlessFirstRow(path: String, limit: Int)
    /// The file is one JSON array, not a value a line.
    case jsonArray(path: String)
    /// The file fits several formats.
    case ambiguousFormat(path: String)
    /// The format `format` never holds what was asked for.
    case formatHolds(format: SourceFormat, not: String)
    /// No column serves the role `role`; `available` are the columns that are there.
    case missingColumn(path: String, role: String, available: [String])
    /// `--columns` names `column`, which is not there; `available` are those that are.
    case unknownColumn(path: String, column: String, available: [String])
    /// `--columns` names a role that no record has; `known` are those that one has.
    case unknownRole(role: String, known: [String])
    /// `--columns` does not parse at `part`.
    case badColumns(part: String)
    /// `--delimiter` cannot separate fields.
    case badDelimiter(String)
    /// `--time-format` holds a directive that is not known.
    case badTimeFormat(format: String, problem: String)
    /// `--encoding` is not known.
    case unknownEncoding(name: String)
    /// `--format` is not known.
    case unknownFormat(name: String)
    /// The file of refused rows at `path` could not be written.
    case cannotWrite(path: String, reason: String)

    /// What happened, and the next step.
    package var description: String {
        switch self {
        case .notFound(let path): "There is no file \(path). Check the path."
        case .directory(let path): "\(path) is a directory. Name the files in it, as in \(path)/ratings.csv."
        case .unreadable(let path, let reason): "\(path) cannot be read: \(reason). Check its permissions and the disk."
        case .empty(let path): "\(path) is empty. Check how it was made; nothing was imported from it."
        case .binary(let path, let kind): "\(path) is not a text file: it looks like \(kind)."
        case .truncatedGzip(let path, let bytes):
            "\(path) breaks off: its gzip data have no end after \(bytes) bytes. Fetch or compress it again."
        case .damagedGzip(let path, let bytes, let reason):
            "\(path) is damaged: its gzip data are broken near byte \(bytes) (\(reason)). Fetch or compress it again."
        case .endlessFirstRow(let path, let limit):
            """
            The first row of \(path) has over \(limit) bytes. Check --format and --delimiter, and a quotation mark \
            that is never closed.
            """
        case .jsonArray(let path):
            "\(path) is one JSON array. Write one object a line, for example with: jq -c '.[]' \(path) > events.jsonl"
        case .ambiguousFormat(let path):
            "\(path) fits several formats. Pass --format adjacency, or --format csv with --delimiter ' '."
        case .formatHolds(let format, let other):
            "A file in the format \(format) holds no \(other). Pass the right --format, or import another file."
        case .missingColumn(let path, let role, let available): Self.missing(role, in: path, available)
        case .unknownColumn(let path, let column, let available):
            "\(path) has no column \"\(column)\"; it has \(Self.list(available)). Correct --columns."
        case .unknownRole(let role, let known):
            "\"\(role)\" in --columns is nothing that a row can tell. Use one of: \(known.joined(separator: ", "))."
        case .badColumns(let part):
            "\"\(part)\" in --columns is not role=column. Write it like user=userId,item=movieId,time=4."
        case .badDelimiter(let text):
            """
            "\(text)" in --delimiter cannot separate fields. Give 1 to 8 bytes without quotation marks and line \
            ends, such as , or ; or tab or ::
            """
        case .badTimeFormat(let format, let problem):
            "\"\(format)\" in --time-format \(problem). Write it like %Y-%m-%d %H:%M:%S"
        case .unknownEncoding(let name):
            "\"\(name)\" in --encoding is not known. Use utf-8, latin-1, windows-1252 or utf-16."
        case .unknownFormat(let name):
            "\"\(name)\" in --format is not known. Use one of: \(Self.formats)."
        case .cannotWrite(let path, let reason):
            "The refused rows cannot be written to \(path): \(reason). Free some space, or import a copy elsewhere."
        }
    }

    private static var formats: String { SourceFormat.allCases.map(\.rawValue).joined(separator: ", ") }

    private static func missing(_ role: String, in path: String, _ available: [String]) -> String {
        """
        \(path) has no column that is recognised as \(role); it has \(list(available)). Say which one it is: \
        --columns \(role.split(separator: " ").first ?? "user")=NAME (or its position, from 1).
        """
    }

    private static func list(_ columns: [String]) -> String {
        let shown = columns.prefix(20).map { "\"\($0)\"" }.joined(separator: ", ")
        return columns.count > 20 ? "\(shown) and \(columns.count - 20) more" : shown
    }
}
