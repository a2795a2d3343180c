import ArgumentParser
import Engine
import Ingest

/// `kindred import items FILE...`
struct ImportItemsCommand: Subcommand {
    /// Its name and help.
    static let configuration = CommandConfiguration(
        commandName: "items",
        abstract: "Import the catalogue.",
        discussion: """
            Example:
              kindred import items products.csv
              kindred import items movies.csv --columns item=movieId,title=title,categories=genres
            """
    )

    /// The options that every subcommand has.
    @OptionGroup var globals: GlobalOptions
    /// How the files are written.
    @OptionGroup var source: SourceArguments

    /// The files.
    @Argument(help: "The files.", completion: .file())
    var files: [String]

    /// Imports one file after the other.
    func run(in context: CommandContext) async throws -> Int32 {
        let (options, strict) = (try source.sourceOptions(), source.strict)
        return try await ImportRun(files: files, noun: "item").run(in: context) { engine, file, progress in
            try engine.importItems(from: file, options: options, strict: strict, progress: progress)
        }
    }
}
