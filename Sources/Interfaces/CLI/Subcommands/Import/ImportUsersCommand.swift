import ArgumentParser
import Engine
import Ingest

/// `kindred import users FILE...`
struct ImportUsersCommand: Subcommand {
    /// Its name and help.
    static let configuration = CommandConfiguration(
        commandName: "users",
        abstract: "Import what is known about users.",
        discussion: """
            Example:
              kindred import users customers.jsonl
              kindred import users u.user --format movielens-100k
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
        return try await ImportRun(files: files, noun: "user").run(in: context) { engine, file, progress in
            try engine.importUsers(from: file, options: options, strict: strict, progress: progress)
        }
    }
}
