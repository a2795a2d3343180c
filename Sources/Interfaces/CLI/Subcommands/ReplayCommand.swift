import ArgumentParser
import Domain
import Engine

/// `kindred replay`: the log once more, into another data directory.
struct ReplayCommand: Subcommand {
    /// Its name and help.
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Feed the log into another data directory, record by record.",
        discussion: """
            Example:
              kindred replay --data shop --into shop-copy
              kindred replay --data shop --into before-the-sale --until 2026-11-20T00:00:00Z

            Events, decisions, the catalogue and users keep their order and their sequence numbers, so the state of the \
            copy is that of the original. Interrupted, the same command goes on where it ended. Releases and settings \
            are not copied: copy kindred.json, and train or copy the folder of releases.

            --until leaves out events and decisions of that moment or later; changes to the catalogue carry no time and \
            are all taken. --through ends at a sequence number, which status and decisions name.
            """
    )

    /// The options that every subcommand has.
    @OptionGroup var globals: GlobalOptions

    /// The directory that takes the log in.
    @Option(
        help: ArgumentHelp("The data directory that takes the log in; new, or of an earlier replay.", valueName: "dir"))
    var into: String

    /// The first moment that is left out.
    @Option(help: ArgumentHelp("Leave out events and decisions of this moment or later.", valueName: "time"))
    var until: String?

    /// The last record that is taken.
    @Option(help: ArgumentHelp("The last sequence number to take.", valueName: "number"))
    var through: Int64?

    /// Rejects a number that is none.
    func validate() throws {
        if let through, through < 1 {
            throw ValidationError("--through is \(through); give a sequence number of the log, 1 or more.")
        }
    }

    /// Copies the log and prints how far the copy has come.
    func run(in context: CommandContext) async throws -> Int32 {
        var request = ReplayRequest(into: into)
        request.until = try until.map { try MomentOption.parse($0, option: "--until") }
        request.through = through
        let taken = request
        let summary = try await context.withEngine { engine in
            try await context.console.withProgress { try engine.replay(taken, progress: $0.report) }
        }
        try context.console.result(json(of: summary)) { text(of: summary) }
        return 0
    }

    private func json(of summary: ReplaySummary) -> JSONObject {
        [
            "into": .string(into), "records": .integer(Int64(summary.records)),
            "events": .integer(Int64(summary.events)), "resumed_after": .integer(summary.resumedAfter),
            "log_position": .integer(summary.position), "digest": .string(summary.digest),
            "seconds": .number(summary.seconds),
        ]
    }

    private func text(of summary: ReplaySummary) -> String {
        let rate = summary.seconds > 0 ? Int(Double(summary.records) / summary.seconds) : 0
        let resumed = summary.resumedAfter > 0 ? " after record \(Figures.count(summary.resumedAfter))" : ""
        return """
            \(Figures.count(summary.records, "record")) (\(Figures.count(summary.events, "event"))) replayed into \
            \(Printable.text(into))\(resumed), in \(Figures.seconds(summary.seconds)) \
            (\(Figures.count(rate)) records/s); its log stands at \(Figures.count(summary.position)).
            """
    }
}
