/// Reads rows of delimited fields as the records that its maker makes of them.
///
/// A class because it holds the place in the file.
final class DelimitedReader<Maker: RecordMaker> {
    private let input: RowInput
    private let count: Int
    private let text: TextRule
    private var scanner: FieldScanner
    private var maker: Maker

    /// A reader of the rows that are left in the input of `table`.
    init(_ table: DelimitedTable, maker: Maker) {
        (input, count, text, scanner) = (table.input, table.plan.count, table.text, table.scanner)
        self.maker = maker
    }

    /// What a person should know about how rows were read so far.
    var notes: [String] { maker.notes }

    /// The next rows, at most `maximum`, fewer where they are long; none at the end.
    /// - Throws: ``IngestError`` as ``SourceFile`` does.
    func next(_ maximum: Int) throws(IngestError) -> [Row<Maker.Record>] {
        var rows: [Row<Maker.Record>] = []
        let start = input.window.consumedBytes
        rows.reserveCapacity(min(maximum, 1 << 14))
        while rows.count < maximum, !input.isFull(rows.count, since: start), try input.hasMore() {
            if input.window.bytes[0] == UInt8(ascii: "#") {
                try input.skipNotes()
                guard try input.hasMore() else { break }
            }
            switch scanner.scan(input.window.bytes, isLast: input.window.isAtEnd) {
            case .row(let length, let next):
                if length > ByteWindow.maximumRow {
                    rows.append(.refused(try input.refuseLine(Self.tooLong)))
                } else {
                    if let row = row(length: length) { rows.append(row) }
                    input.consume(next, lines: 1 + scanner.innerLines)
                }
            case .incomplete:
                if input.window.bytes.count > ByteWindow.maximumRow {
                    rows.append(.refused(try input.refuseLine(Self.unclosed)))
                } else {
                    _ = try input.window.refill()
                }
            case .unclosed: rows.append(.refused(try input.refuseLine(Self.unclosed)))
            case .textAfterQuote: rows.append(.refused(try input.refuseLine(Self.textAfterQuote)))
            }
        }
        return rows
    }

    /// The row of `length` bytes at the front of the window; nil when it is blank.
    private func row(length: Int) -> Row<Maker.Record>? {
        let bytes = UnsafeBufferPointer(rebasing: input.window.bytes[..<length])
        let fields = scanner.fields
        if fields.count == 1, !fields[0].isQuoted, bytes.allSatisfy({ $0 == 0x20 }) { return nil }
        do throws(RowProblem) {
            let rowText = scanner.union < 0x80 ? RowText.utf8 : try text.text(for: bytes)
            let row = FieldRow(bytes: bytes, fields: fields, text: rowText)
            if fields.count != count { try check(row) }
            return .record(try maker.record(from: row), line: input.line)
        } catch {
            return .refused(
                Refusal(line: input.line, raw: Array(bytes), reason: error.reason, message: error.message))
        }
    }

    /// Lets empty fields at the end pass, which spreadsheets write.
    private func check(_ row: FieldRow) throws(RowProblem) {
        if row.fields.count > count, (count..<row.fields.count).allSatisfy(row.isEmpty) { return }
        throw RowProblem(
            .fieldCount,
            """
            it has \(row.fields.count) fields, not \(count) like the first row. Quote a field that holds the \
            delimiter, or pass the right --delimiter.
            """)
    }

    private static var unclosed: RowProblem {
        RowProblem(.badQuoting, "a quotation mark is opened and not closed. Close it, or double it inside a field.")
    }

    private static var textAfterQuote: RowProblem {
        RowProblem(.badQuoting, "text follows a closed quotation mark. Double each quotation mark inside a field.")
    }

    private static var tooLong: RowProblem { RowProblem(.tooLong, "it is over the longest row allowed. Shorten it.") }
}
