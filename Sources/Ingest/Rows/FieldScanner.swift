/// Where a field stands in the bytes of its row.
struct FieldRange {
    /// The first byte, after the quotation mark where there is one.
    var start: Int
    /// The byte after the last.
    var end: Int
    /// Whether it stood in quotation marks.
    var isQuoted = false
    /// Whether it holds doubled quotation marks, each of which means one.
    var isDoubled = false
}

/// Finds the end of a row of delimited fields, and the fields in it.
///
/// A field that begins with a quotation mark runs to the next single one and may hold delimiters and line ends; a
/// quotation mark anywhere else stands for itself. A row ends with LF or CRLF, or with CR in a file that has no LF.
///
/// *Source:* RFC 4180, section 2.
struct FieldScanner {
    /// What was found.
    enum Outcome {
        /// A row of `length` bytes; the next one begins at `next`.
        case row(length: Int, next: Int)
        /// The row's end is not in the bytes at hand.
        case incomplete
        /// A quotation mark is not closed in all the bytes that are left.
        case unclosed
        /// Something other than a delimiter or a line end follows a closed quotation mark.
        case textAfterQuote
    }

    private let delimiter: [UInt8]
    private let firstOfDelimiter: UInt8
    private let isQuoting: Bool
    private let rowEnd: UInt8
    /// The fields of the row scanned last.
    private(set) var fields: [FieldRange] = []
    /// The bitwise or of the row's bytes outside quotation marks' insides, and 0x80 where those are not ASCII.
    private(set) var union: UInt8 = 0
    /// How many line ends stand in quoted fields of the row scanned last.
    private(set) var innerLines = 0

    /// A scanner for fields separated by `delimiter`.
    init(delimiter: Delimiter, isQuoting: Bool, rowEnd: UInt8) {
        self.delimiter = delimiter.bytes
        firstOfDelimiter = delimiter.bytes[0]
        (self.isQuoting, self.rowEnd) = (isQuoting, rowEnd)
    }

    /// Scans the row at the front of `bytes`, which are not empty.
    ///
    /// - Parameter isLast: Whether no bytes follow these, so that their end ends the row.
    /// - Complexity: O(bytes of the row).
    mutating func scan(_ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool) -> Outcome {
        fields.removeAll(keepingCapacity: true)
        (union, innerLines) = (0, 0)
        var offset = 0
        while true {
            if isQuoting, offset < bytes.count, bytes[offset] == 0x22 {
                guard let after = quotedField(bytes, from: offset + 1) else { return isLast ? .unclosed : .incomplete }
                offset = after
                if offset == bytes.count, !isLast { return .incomplete }
                if let end = endOfRow(bytes, at: offset, isLast: isLast) { return end }
                guard let width = delimiterWidth(bytes, at: offset) else {
                    let mayGoOn = !isLast && bytes.count - offset < max(2, delimiter.count)
                    return mayGoOn ? .incomplete : .textAfterQuote
                }
                offset += width
            } else {
                let start = offset
                while offset < bytes.count {
                    let byte = bytes[offset]
                    if byte == rowEnd || (byte == firstOfDelimiter && isDelimiter(bytes, at: offset)) { break }
                    union |= byte
                    offset += 1
                }
                if offset < bytes.count, bytes[offset] != rowEnd {
                    fields.append(FieldRange(start: start, end: offset))
                    offset += delimiter.count
                } else if offset < bytes.count || isLast {
                    return lastField(bytes, start: start, end: offset)
                } else {
                    return .incomplete
                }
            }
        }
    }

    /// Takes the field from `start` to `end`, less a carriage return, as the row's last.
    private mutating func lastField(_ bytes: UnsafeBufferPointer<UInt8>, start: Int, end: Int) -> Outcome {
        let length = end > start && rowEnd == 0x0A && bytes[end - 1] == 0x0D ? end - 1 : end
        fields.append(FieldRange(start: start, end: length))
        return .row(length: length, next: min(end + 1, bytes.count))
    }

    /// Takes the quoted field whose inside begins at `start`; the offset after its closing mark, or nil without one.
    private mutating func quotedField(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        var field = FieldRange(start: start, end: start, isQuoted: true)
        var offset = start
        while offset < bytes.count {
            let byte = bytes[offset]
            if byte == 0x22 {
                guard offset + 1 < bytes.count, bytes[offset + 1] == 0x22 else {
                    field.end = offset
                    fields.append(field)
                    return offset + 1
                }
                field.isDoubled = true
                offset += 1
            } else if byte == rowEnd {
                innerLines += 1
            }
            union |= byte
            offset += 1
        }
        return nil
    }

    /// The end of the row, where it is at `offset`, which follows a closing quotation mark.
    private func endOfRow(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int, isLast: Bool) -> Outcome? {
        guard offset < bytes.count else { return .row(length: offset, next: offset) }
        if bytes[offset] == rowEnd { return .row(length: offset, next: offset + 1) }
        guard bytes[offset] == 0x0D else { return nil }
        if offset + 1 == bytes.count { return isLast ? .row(length: offset, next: offset + 1) : .incomplete }
        return bytes[offset + 1] == rowEnd ? .row(length: offset, next: offset + 2) : nil
    }

    private func delimiterWidth(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> Int? {
        bytes[offset] == firstOfDelimiter && isDelimiter(bytes, at: offset) ? delimiter.count : nil
    }

    /// Whether the delimiter, whose first byte is at `offset`, stands there whole.
    @inline(__always)
    private func isDelimiter(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> Bool {
        delimiter.count == 1 || restOfDelimiter(bytes, at: offset)
    }

    private func restOfDelimiter(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> Bool {
        guard offset + delimiter.count <= bytes.count else { return false }
        for index in 1..<delimiter.count where bytes[offset + index] != delimiter[index] { return false }
        return true
    }
}
