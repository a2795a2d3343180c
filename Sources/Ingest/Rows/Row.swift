import Domain

/// One row of a file as it was read: a record, or what was wrong with it.
package enum Row<Record> {
    /// A record, and the 1-based line of the file on which its row begins.
    case record(Record, line: Int)
    /// A row that was refused.
    case refused(Refusal)
}

extension Row: Sendable where Record: Sendable {}

/// A row that could not be taken.
package struct Refusal: Hashable, Sendable {
    /// The 1-based line of the file on which the row begins.
    package let line: Int
    /// The row's bytes as they stood, without the line end; UTF-16 as UTF-8. A row over the limit is cut.
    package let raw: [UInt8]
    /// The kind of fault, for counting.
    package let reason: RefusalReason
    /// What is wrong, with the value and the next step, without line and file; on one line.
    package let message: String

    /// A refused row.
    package init(line: Int, raw: [UInt8], reason: RefusalReason, message: String) {
        (self.line, self.raw, self.reason, self.message) = (line, raw, reason, message)
    }

    /// The whole sentence: `Row 1,204 of ratings.csv: "timestamp" is "yesterday", ...`
    package func sentence(file: String) -> String {
        let name = file.split(separator: "/").last.map(String.init) ?? file
        return "Row \(line.grouped) of \(name): \(message)"
    }
}

/// The kinds of fault a row can have; the raw value is what a summary prints.
package enum RefusalReason: String, CaseIterable, Sendable, CustomStringConvertible {
    /// Bytes that are no text in the file's encoding.
    case badEncoding = "bad encoding"
    /// A quotation mark that is not closed, or text after a closed one.
    case badQuoting = "bad quoting"
    /// More or fewer fields than the other rows have.
    case fieldCount = "wrong number of fields"
    /// Neither a user nor a session.
    case noVisitor = "no user and no session"
    /// No id of the item.
    case noItem = "no item"
    /// An id that is none.
    case badIdentifier = "bad id"
    /// A time that does not parse.
    case badTimestamp = "bad timestamp"
    /// A number that does not parse, or is out of range.
    case badNumber = "bad number"
    /// A rating without its number.
    case missingValue = "missing value"
    /// An event type that is none.
    case badType = "bad event type"
    /// A line that is not JSON, or no object.
    case notJSON = "not JSON"
    /// A JSON field that does not fit.
    case badField = "bad field"
    /// A row over the longest allowed.
    case tooLong = "row too long"

    /// What a summary prints.
    package var description: String { rawValue }
}

/// What is wrong with a row, before anybody knows where it stood.
struct RowProblem: Error {
    let reason: RefusalReason
    let message: String

    init(_ reason: RefusalReason, _ message: String) { (self.reason, self.message) = (reason, message) }
}
