import ArgumentParser
import Domain
import Engine

/// `kindred export`: the log, the catalogue or the users as JSON Lines.
struct ExportCommand: Subcommand {
    /// Its name and help.
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write users, items or events as JSON Lines.",
        discussion: """
            Example:
              kindred export events --output backup
              kindred export items --output - | gzip > items.jsonl.gz

            What is exported can be imported again.
            """
    )

    /// What can be exported.
    enum Subject: String, CaseIterable, ExpressibleByArgument {
        /// The user table.
        case users
        /// The catalogue.
        case items
        /// The log's events.
        case events
    }

    /// The options that every subcommand has.
    @OptionGroup var globals: GlobalOptions

    /// What to write.
    @Argument(help: "users, items or events.")
    var subject: Subject

    /// Where to.
    @Option(name: .shortAndLong, help: ArgumentHelp("A directory, or - for standard output.", valueName: "dir"))
    var output: String

    /// Rejects options that contradict one another.
    func validate() throws {
        guard !(globals.json && output == "-") else {
            throw ValidationError("--json and --output - both want standard output. Drop --json, or give a directory.")
        }
    }

    /// Writes the records.
    func run(in context: CommandContext) async throws -> Int32 {
        try await context.withEngine { engine in
            if output == "-" {
                let write = context.console.writeResult
                let count = try export(from: engine) { try write($0) }
                context.console.message("\(Figures.count(count)) \(subject) written.")
            } else {
                let file = try ExportFile(directory: output, name: subject.rawValue + ".jsonl")
                let count = try file.write { write in try export(from: engine, to: write) }
                let json: JSONObject = [
                    "exported": .string(subject.rawValue), "count": .integer(Int64(count)), "file": .string(file.path),
                ]
                try context.console.result(json) { "\(Figures.count(count)) \(subject) written to \(file.path)" }
            }
        }
        return 0
    }

    private func export(from engine: Kindred, to write: @escaping ([UInt8]) throws -> Void) throws -> Int {
        switch subject {
        case .users: try engine.exportUsers(to: write)
        case .items: try engine.exportItems(to: write)
        case .events: try engine.exportEvents(to: write)
        }
    }
}
