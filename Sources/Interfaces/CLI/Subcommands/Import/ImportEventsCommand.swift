import ArgumentParser
import Domain
import Engine
import Foundation
import Ingest

/// `kindred import events FILE...`
struct ImportEventsCommand: Subcommand {
    /// Its name and help.
    static let configuration = CommandConfiguration(
        commandName: "events",
        abstract: "Import what visitors did.",
        discussion: """
            Example:
              kindred import events ratings.csv --columns user=userId,item=movieId,value=rating,time=timestamp
              kindred import events retail.csv --type purchase \\
                --columns user=CustomerID,session=InvoiceNo,item=StockCode,time=InvoiceDate
              kindred import events u.data --format movielens-100k
              kindred import events orders.csv --guests guest,0000
            """
    )

    /// The options that every subcommand has.
    @OptionGroup var globals: GlobalOptions
    /// How the files are written.
    @OptionGroup var source: SourceArguments

    /// The kind of rows that have none.
    @Option(help: "The event type of rows without one of their own: view, purchase, rating ... (default: recognised)")
    var type: String?

    /// What stands for nobody in the column of the users.
    @Option(
        help: ArgumentHelp(
            "What stands for \"no user\" in a row with a session. (default: 0, 0.0, -1, nan, null, none, na, n/a, \\N)",
            valueName: "value,..."))
    var guests: String?

    /// The files.
    @Argument(help: "The files.", completion: .file())
    var files: [String]

    /// Imports one file after the other.
    func run(in context: CommandContext) async throws -> Int32 {
        var options = try source.sourceOptions()
        if let type {
            guard let kind = EventKind(type) else {
                throw CommandError.usage(
                    "--type is \"\(Printable.text(type))\"; give a name of letters, digits and _, such as purchase.")
            }
            options.kind = kind
        }
        if let guests {
            options.guests = Set(guests.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) })
        }
        let (strict, taken) = (source.strict, options)
        return try await ImportRun(files: files, noun: "event").run(in: context) { engine, file, progress in
            try engine.importEvents(from: file, options: taken, strict: strict, progress: progress)
        }
    }
}
