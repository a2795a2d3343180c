public import Domain

/// What an import did.
public struct ImportSummary: Hashable, Sendable {
    /// The file.
    public var file: String
    /// The format it was read as.
    public var format: String
    /// Rows read, headers and blank lines left out; the sum of the four below.
    public var rowsRead: Int
    /// New events; items or users that are new or changed.
    public var imported: Int
    /// Rows that were there already.
    public var duplicates: Int
    /// Refused rows by reason, the most frequent first.
    public var rejected: [Rejection]
    /// Where the refused rows are, when there are any.
    public var rejectedFile: String?
    /// What was assumed: the format, the columns, the type.
    public var notes: [String]
    /// Wall time.
    public var seconds: Double

    /// One reason and how many rows it stopped.
    public struct Rejection: Hashable, Sendable {
        /// The reason, in a few stable words.
        public var reason: String
        /// How many rows.
        public var count: Int
        /// The first of them, in full.
        public var example: String
    }

    /// Refused rows altogether.
    public var rejectedCount: Int { rejected.reduce(0) { $0 + $1.count } }

    /// The summary as JSON.
    public var json: JSONValue {
        [
            "file": .string(file), "format": .string(format), "rows_read": .integer(Int64(rowsRead)),
            "imported": .integer(Int64(imported)), "duplicates": .integer(Int64(duplicates)),
            "rejected": .integer(Int64(rejectedCount)),
            "rejected_by_reason": .array(
                rejected.map {
                    ["reason": .string($0.reason), "count": .integer(Int64($0.count)), "example": .string($0.example)]
                }),
            "rejected_file": rejectedFile.map(JSONValue.string) ?? .null,
            "notes": .array(notes.map(JSONValue.string)), "seconds": .number(seconds),
        ]
    }
}
