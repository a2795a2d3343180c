import Domain

/// A delimited file as far as it is known before its first row of data is read: dialect, header and columns.
struct DelimitedTable {
    /// The file, at its first row of data.
    let input: RowInput
    /// How the fields are found.
    let scanner: FieldScanner
    /// How bytes are read as text.
    let text: TextRule
    /// The header's bytes, where there is one.
    let header: [UInt8]?
    /// Which column is what.
    private(set) var plan: ColumnPlan
    /// What was recognised.
    private(set) var notes: [String]

    /// Settles the dialect and the columns of a file of `kind`, and consumes its header.
    /// - Throws: ``IngestError`` `.unknownColumn`, `.endlessFirstRow`, and as ``SourceFile`` does.
    init(_ input: RowInput, format: SourceFormat, kind: RecordKind, options: SourceOptions) throws(IngestError) {
        self.input = input
        let isPublished = format != .csv
        let delimiter =
            options.delimiter
            ?? (isPublished ? PublishedLayout.delimiter(of: format, for: kind) : FormatGuess(input).delimiter())
        scanner = FieldScanner(delimiter: delimiter, isQuoting: !isPublished, rowEnd: input.rowEnd)
        text = TextRule(options.encoding, isPublished: isPublished)
        var sample = TableSample(input, scanner: scanner, text: text)
        let first = try sample.rows()
        notes = isPublished || options.delimiter != nil ? [] : ["The fields are separated by \(delimiter)."]
        if isPublished {
            header = nil
            if !options.columns.isEmpty {
                notes.append("--columns is not used: the format \(format) has fixed columns.")
            }
            plan = ColumnPlan(fixed: PublishedLayout.columns(of: format, for: kind, count: first.cells.count))
            return
        }
        let hasHeader = first.hasHeader(options, kind)
        header = hasHeader ? first.raw : nil
        let data = hasHeader ? first.second : first.cells
        plan = try ColumnPlan(
            names: hasHeader ? first.cells : nil, count: first.cells.count, mapping: options.columns,
            kind: kind, path: input.path,
            isUsable: { role, index in
                role != .type || options.kind == nil && !(data.indices.contains(index) && Self.isNumber(data[index]))
            })
        if hasHeader {
            input.consume(first.next, lines: first.lines)
        } else {
            notes.append("The first row is taken as data, not as a header; say --header if it is one.")
        }
        settle(kind)
    }

    /// The column of `role`, without which no record can be made.
    /// - Throws: ``IngestError/missingColumn(path:role:available:)``.
    func required(_ role: ColumnRole, called name: String) throws(IngestError) -> Column {
        guard let column = plan.roles[role] else {
            throw .missingColumn(path: input.path, role: name, available: names)
        }
        return column
    }

    /// What the columns are called, roles and others, in their order.
    var names: [String] {
        (Array(plan.roles.values) + plan.extras + plan.flags).sorted { $0.index < $1.index }.map(\.name)
    }

    /// Takes `id` as the id where no better name is there, and a description as the title where there is none.
    private mutating func settle(_ kind: RecordKind) {
        switch kind {
        case .event: break
        case .item:
            plan.adopt("id", as: .item)
            if plan.roles[.title] == nil, plan.roles[.description] != nil, !plan.asked.contains(.description) {
                plan.move(.description, to: .title)
            }
        case .user: plan.adopt("id", as: .user)
        }
        notes.append(plan.note(kind.roles))
    }

    private static func isNumber(_ cell: String) -> Bool { Double(cell) != nil }
}

extension TextRule {
    /// The rule for what `--encoding` says; published layouts come in UTF-8 and in Latin-1.
    init(_ encoding: TextEncoding?, isPublished: Bool = false) {
        switch encoding {
        case .latin1: self = .latin1
        case .windows1252: self = .windows1252
        case .utf8, .utf16: self = .utf8
        case nil: self = isPublished ? .utf8OrLatin1 : .utf8
        }
    }
}

/// Looks at a file's first two rows without consuming them.
struct TableSample {
    private let input: RowInput
    private var scanner: FieldScanner
    private let text: TextRule

    /// What the first two rows hold.
    struct Rows {
        /// The first row's cells.
        var cells: [String]
        /// The first row's bytes, without the line end.
        var raw: [UInt8]
        /// Where the second row begins, and the lines before it.
        var (next, lines): (Int, Int)
        /// The second row's cells; empty without one.
        var second: [String]
    }

    /// A sample of `input`.
    init(_ input: RowInput, scanner: FieldScanner, text: TextRule) {
        (self.input, self.scanner, self.text) = (input, scanner, text)
    }

    /// The first two rows; blank lines and notes in front are consumed.
    /// - Throws: ``IngestError`` `.empty`, `.endlessFirstRow`, and as ``SourceFile`` does.
    mutating func rows() throws(IngestError) -> Rows {
        try skipBlankLines()
        while true {
            let bytes = input.window.bytes
            guard !bytes.isEmpty else { throw .empty(path: input.path) }
            if let first = cells(bytes, isLast: input.window.isAtEnd) {
                var rows = Rows(
                    cells: first.cells, raw: Array(bytes[..<first.length]), next: first.next, lines: first.lines,
                    second: [])
                let rest = UnsafeBufferPointer(rebasing: bytes[first.next...])
                if !rest.isEmpty, let second = cells(rest, isLast: true) { rows.second = second.cells }
                return rows
            }
            guard bytes.count <= ByteWindow.maximumRow, try input.window.refill() || input.window.isAtEnd else {
                throw .endlessFirstRow(path: input.path, limit: ByteWindow.maximumRow)
            }
        }
    }

    private func skipBlankLines() throws(IngestError) {
        while try input.hasMore() {
            try input.skipNotes()
            guard let (length, next) = try input.lineLength(), next > 0,
                input.window.bytes[..<length].allSatisfy({ $0 == 0x20 })
            else { return }
            input.consume(next, lines: 1)
        }
    }

    /// The row at the front of `bytes`: its cells, length and where the next begins; nil where it is not whole.
    /// A row with broken quotation marks is its first line, as one cell.
    private mutating func cells(
        _ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool
    ) -> (cells: [String], length: Int, next: Int, lines: Int)? {
        switch scanner.scan(bytes, isLast: isLast) {
        case .row(let length, let next):
            let raw = UnsafeBufferPointer(rebasing: bytes[..<length])
            let row = FieldRow(bytes: raw, fields: scanner.fields, text: (try? text.text(for: raw)) ?? .latin1)
            return (row.fields.indices.map(row.string), length, next, 1 + scanner.innerLines)
        case .incomplete: return nil
        case .unclosed, .textAfterQuote:
            let end = bytes.firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
            let cell = String(decoding: bytes[..<end], as: UTF8.self)
            return ([cell], end, min(end + 1, bytes.count), 1)
        }
    }
}

extension TableSample.Rows {
    /// Whether the first row holds the columns' names: as told; or when columns are called by name; or when a cell
    /// is a name that is recognised; or when a cell is no number, and the one below it is.
    func hasHeader(_ options: SourceOptions, _ kind: RecordKind) -> Bool {
        switch options.header {
        case .present: return true
        case .absent: return false
        case .recognised: break
        }
        if options.columns.columns.values.contains(where: { $0.position == nil }) {
            return true
        }
        let known = Set(kind.roles.flatMap(\.names))
        if cells.contains(where: { known.contains(ColumnName.folded($0)) }) { return true }
        if options.columns.isEmpty { return true }
        return zip(cells, second).contains { Double($0) == nil && !$0.isEmpty && Double($1) != nil }
    }
}
