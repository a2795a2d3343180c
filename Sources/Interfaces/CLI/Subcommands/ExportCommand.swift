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
              kindred export events --output lake --since 2026-11-20 --gzip
              kindred export items --output - | gzip > items.jsonl.gz

            In a directory, items and users are a file each, and events are a file a day (in UTC) that Spark, DuckDB and \
            pandas read as a partitioned table: events/year=2026/month=11/day=20/part-0.jsonl, listed in \
            events/_manifest.json. Days that stand there already are replaced, days outside of --since and --until \
            stay. With - everything goes to standard output in the order of the log.

            What is exported can be imported again: kindred import events backup/events
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

    /// The first moment.
    @Option(help: ArgumentHelp("Only events of this moment or later.", valueName: "time"))
    var since: String?

    /// The first moment that is left out.
    @Option(help: ArgumentHelp("Only events before this moment.", valueName: "time"))
    var until: String?

    /// Whether the files of days are gzip.
    @Flag(help: "Write the events of each day as gzip.")
    var gzip = false

    /// Rejects options that contradict one another.
    func validate() throws {
        guard !(globals.json && output == "-") else {
            throw ValidationError("--json and --output - both want standard output. Drop --json, or give a directory.")
        }
        guard subject == .events || (since == nil && until == nil && !gzip) else {
            throw ValidationError("--since, --until and --gzip are for events. Drop them: \(subject) have no time.")
        }
        guard !(gzip && output == "-") else {
            throw ValidationError("--gzip is for a directory. Drop it, and pipe standard output through gzip.")
        }
    }

    /// Writes the records.
    func run(in context: CommandContext) async throws -> Int32 {
        let span = EventSpan(
            since: try since.map { try MomentOption.parse($0, option: "--since") },
            until: try until.map { try MomentOption.parse($0, option: "--until") })
        try await context.withEngine { engine in
            if output == "-" {
                let write = context.console.writeResult
                let count = try export(span, from: engine) { try write($0) }
                context.console.message("\(Figures.count(count)) \(subject) written.")
            } else if subject == .events {
                try await exportDays(span, from: engine, context.console)
            } else {
                let file = try ExportFile(directory: output, name: subject.rawValue + ".jsonl")
                let count = try file.write { write in try export(span, from: engine, to: write) }
                let json: JSONObject = [
                    "exported": .string(subject.rawValue), "count": .integer(Int64(count)), "file": .string(file.path),
                ]
                try context.console.result(json) { "\(Figures.count(count)) \(subject) written to \(file.path)" }
            }
        }
        return 0
    }

    private func export(
        _ span: EventSpan, from engine: Kindred, to write: @escaping ([UInt8]) throws -> Void
    ) throws -> Int {
        switch subject {
        case .users: try engine.exportUsers(to: write)
        case .items: try engine.exportItems(to: write)
        case .events: try engine.exportEvents(of: span, to: write)
        }
    }

    private func exportDays(_ span: EventSpan, from engine: Kindred, _ console: Console) async throws {
        let done = try await console.withProgress {
            try engine.exportEvents(by: span, below: output, isCompressed: gzip, progress: $0.report)
        }
        let json: JSONObject = [
            "exported": .string(subject.rawValue), "count": .integer(Int64(done.events)),
            "folder": .string(done.folder), "files": .integer(Int64(done.files)),
            "log_position": .integer(done.position),
        ]
        try console.result(json) {
            "\(Figures.count(done.events)) events written to \(done.folder), \(Figures.count(done.files, "day"))"
        }
    }
}
