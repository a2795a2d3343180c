import ArgumentParser
import Ingest

/// The options that say how a file is written; what is left out is recognised from the file.
struct SourceArguments: ParsableArguments {
    /// The layout.
    @Option(help: "csv, jsonl, movielens-100k, movielens-1m or adjacency. (default: recognised)")
    var format: String?

    /// What separates fields.
    @Option(help: "What separates fields: , ; tab | :: or up to 8 bytes of your own. (default: recognised)")
    var delimiter: String?

    /// Which column is what.
    @Option(
        help: ArgumentHelp(
            "Which column is what, by name or 1-based position: user=userId,item=2,time=4.",
            valueName: "role=column,..."))
    var columns: String?

    /// How times are written.
    @Option(
        help: ArgumentHelp(
            "How times are written, like '%d.%m.%Y %H:%M'. (default: Unix or RFC 3339)", valueName: "pattern"))
    var timeFormat: String?

    /// How characters are written.
    @Option(help: "utf-8, latin-1, windows-1252 or utf-16. (default: recognised)")
    var encoding: String?

    /// Whether the first row holds names.
    @Flag(
        inversion: .prefixedNo,
        help: "Whether the first row of a CSV file holds the columns' names. (default: recognised)")
    var header: Bool?

    /// Whether one bad row refuses the file.
    @Flag(help: "Stop at the first bad row and import nothing of the file.")
    var strict = false

    /// What the options say, for the reader.
    ///
    /// - Throws: ``CommandError/usage(_:)`` for the first that cannot be read.
    func sourceOptions() throws(CommandError) -> SourceOptions {
        var options = SourceOptions()
        do throws(IngestError) {
            if let format { options.format = try SourceFormat(named: format) }
            if let delimiter { options.delimiter = try Delimiter(delimiter) }
            if let columns { options.columns = try ColumnMapping(parsing: columns) }
            if let timeFormat { options.timeFormat = try TimeFormat(timeFormat) }
            if let encoding { options.encoding = try TextEncoding(named: encoding) }
        } catch {
            throw .usage(error.description)
        }
        if let header { options.header = header ? .present : .absent }
        return options
    }
}
