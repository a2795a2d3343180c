package import Domain

/// Reads a file as events, items or users, a batch at a time, in the order of the file.
///
/// A class because it holds an open file and a place in it; use it from one thread at a time. Memory stays at a few
/// mebibytes and the batch, however large the file.
package final class RecordReader<Record> {
    /// How the file is read, in sentences: the format, the columns, what was assumed.
    private let openingNotes: [String]
    private let readingNotes: () -> [String]
    private let produce: (Int) throws(IngestError) -> [Row<Record>]
    private let input: RowInput
    private let header: [UInt8]?
    private let encoding: TextEncoding
    /// How the file is laid out.
    package let format: SourceFormat

    /// A reader over `opened`.
    init(
        _ opened: OpenedFile, header: [UInt8]? = nil, notes: [String],
        readingNotes: @escaping () -> [String] = { [] },
        produce: @escaping (Int) throws(IngestError) -> [Row<Record>]
    ) {
        (input, encoding, self.header, format) = (opened.input, opened.encoding, header, opened.format)
        (openingNotes, self.readingNotes, self.produce) = (opened.notes + notes, readingNotes, produce)
    }

    /// The next rows, at most `maximum`, fewer where they are long; none at the end.
    /// - Throws: ``IngestError`` `.unreadable`, `.truncatedGzip`, `.damagedGzip`.
    package func next(_ maximum: Int) throws(IngestError) -> [Row<Record>] { try produce(maximum) }

    /// What a person should know: how the file is read, and what was counted on the way so far.
    package var notes: [String] { openingNotes + readingNotes() }

    /// The bytes of the file read so far, as stored: for gzip the compressed ones.
    package var bytesRead: Int { input.window.source.bytesRead }

    /// The file's size as stored; nil for a pipe.
    package var totalBytes: Int? { input.window.source.totalBytes }

    /// A file for the rows that are refused, beside the source or at `path`.
    package func rejectionFile(at path: String? = nil) -> RejectionFile {
        RejectionFile(
            path: path ?? input.path + ".rejected", header: header, encoding: encoding,
            hasMark: input.window.isTranscoded)
    }
}

/// Reads events.
package typealias EventReader = RecordReader<Event>
/// Reads items.
package typealias ItemReader = RecordReader<Item>
/// Reads users.
package typealias UserReader = RecordReader<User>

extension RecordReader where Record == Event {
    /// Opens the file at `path` for its events.
    /// - Throws: ``IngestError``; nothing has been read as a record then.
    package convenience init(path: String, options: SourceOptions = SourceOptions()) throws(IngestError) {
        let opened = try OpenedFile(path: path, options: options)
        switch opened.format {
        case .jsonl:
            var maker = JSONEventMaker(options)
            let reader = JSONLinesReader(opened.input, text: opened.text) { (object) throws(RowProblem) in
                try maker.event(from: object)
            }
            self.init(opened, notes: [], readingNotes: { maker.rules.notes }, produce: reader.next)
        case .adjacency:
            let kind = options.kind ?? .view
            let reader = AdjacencyReader(opened.input, text: opened.text, options: options)
            self.init(
                opened,
                notes: ["Events are of the type \(kind).", "There is no time: lines and items keep their order."],
                produce: reader.next)
        case .csv, .movielens100k, .movielens1m:
            let table = try DelimitedTable(opened.input, format: opened.format, kind: .event, options: options)
            if table.plan.roles[.session] == nil { _ = try table.required(.user, called: "user or session") }
            let item = try table.required(.item, called: "item")
            let (kind, note) = DefaultKind.of(table.plan, format: opened.format, options: options)
            let reader = DelimitedReader(
                table, maker: EventMaker(plan: table.plan, item: item, options: options, defaultKind: kind))
            let time =
                table.plan.roles[.time] == nil ? "There is no time column: events keep the order of the file." : nil
            self.init(
                opened, header: table.header, notes: table.notes + [note, time].compactMap { $0 },
                readingNotes: { reader.notes }, produce: reader.next)
        }
    }
}

extension RecordReader where Record == Item {
    /// Opens the file at `path` for its items.
    /// - Throws: ``IngestError``; nothing has been read as a record then.
    package convenience init(path: String, options: SourceOptions = SourceOptions()) throws(IngestError) {
        let opened = try OpenedFile(path: path, options: options)
        switch opened.format {
        case .jsonl:
            var maker = JSONItemMaker(options)
            let reader = JSONLinesReader(opened.input, text: opened.text) { (object) throws(RowProblem) in
                try maker.item(from: object)
            }
            self.init(opened, notes: [], produce: reader.next)
        case .adjacency: throw .formatHolds(format: .adjacency, not: RecordKind.item.plural)
        case .csv, .movielens100k, .movielens1m:
            let table = try DelimitedTable(opened.input, format: opened.format, kind: .item, options: options)
            let id = try table.required(.item, called: "item")
            let times = TimeRule(format: opened.format == .movielens100k ? .dayMonthYear : options.timeFormat)
            let reader = DelimitedReader(table, maker: ItemMaker(plan: table.plan, item: id, times: times))
            self.init(opened, header: table.header, notes: table.notes, produce: reader.next)
        }
    }
}

extension RecordReader where Record == User {
    /// Opens the file at `path` for its users.
    /// - Throws: ``IngestError``; nothing has been read as a record then.
    package convenience init(path: String, options: SourceOptions = SourceOptions()) throws(IngestError) {
        let opened = try OpenedFile(path: path, options: options)
        switch opened.format {
        case .jsonl:
            var maker = JSONUserMaker(options)
            let reader = JSONLinesReader(opened.input, text: opened.text) { (object) throws(RowProblem) in
                try maker.user(from: object)
            }
            self.init(opened, notes: [], produce: reader.next)
        case .adjacency: throw .formatHolds(format: .adjacency, not: RecordKind.user.plural)
        case .csv, .movielens100k, .movielens1m:
            let table = try DelimitedTable(opened.input, format: opened.format, kind: .user, options: options)
            let id = try table.required(.user, called: "user")
            let reader = DelimitedReader(table, maker: UserMaker(plan: table.plan, user: id))
            self.init(opened, header: table.header, notes: table.notes, produce: reader.next)
        }
    }
}

/// A file that was opened and recognised, before its columns are.
struct OpenedFile {
    /// The file's text.
    let input: RowInput
    /// How it is laid out.
    let format: SourceFormat
    /// How its bytes are read as text.
    let text: TextRule
    /// The encoding in which a row of it is written again.
    let encoding: TextEncoding
    /// How it was recognised.
    let notes: [String]

    /// Opens the file at `path`.
    /// - Throws: ``IngestError``.
    init(path: String, options: SourceOptions) throws(IngestError) {
        input = try RowInput(path: path, encoding: options.encoding)
        let (format, why) = try FormatGuess(input).format(options: options)
        self.format = format
        text = TextRule(options.encoding)
        encoding = options.encoding ?? .utf8
        notes = ["Read as \(format), \(why)."]
    }
}
