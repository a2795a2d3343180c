import Domain

/// How the times of a file are read.
struct TimeRule {
    /// The layout that was asked for; nil takes Unix seconds, Unix milliseconds (from 10^11 on) and RFC 3339.
    let format: TimeFormat?

    /// The moment that `bytes` write; nil where they write none.
    func time(_ bytes: UnsafeBufferPointer<UInt8>) -> Timestamp? {
        if let format { return format.parse(bytes) }
        if let whole = Self.whole(bytes) {
            return whole < 100_000_000_000
                ? Timestamp(seconds: whole) : Timestamp(unix: Double(whole))
        }
        if let number = Double(decimal: bytes) { return Timestamp(unix: number) }
        return Timestamp(rfc3339: String(decoding: bytes, as: UTF8.self))
    }

    /// The field's time; ``Timestamp/unknown`` where there is no such column or the field is empty.
    /// - Throws: ``RowProblem`` for something that is no time.
    func time(_ column: Column?, in row: FieldRow) throws(RowProblem) -> Timestamp {
        guard let column else { return .unknown }
        let bytes = row.trimmedBytes(column.index)
        if bytes.isEmpty { return .unknown }
        if let time = time(bytes) { return time }
        throw RowProblem(.badTimestamp, "\"\(column.name)\" is \(row.quoted(column.index)), \(complaint)")
    }

    /// The end of the sentence that begins with the field and its value.
    var complaint: String {
        if let format { return "not a time like \(format). Fix the row, or correct --time-format." }
        return
            "not a Unix time or an RFC 3339 time. Fix the row, or pass --time-format, as in --time-format '%d/%m/%Y'."
    }

    /// Up to 15 digits as a number.
    private static func whole(_ bytes: UnsafeBufferPointer<UInt8>) -> Int64? {
        guard (1...15).contains(bytes.count) else { return nil }
        var value: Int64 = 0
        for byte in bytes {
            guard (0x30...0x39).contains(byte) else { return nil }
            value = value * 10 + Int64(byte - 0x30)
        }
        return value
    }
}
