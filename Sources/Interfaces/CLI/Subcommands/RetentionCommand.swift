import ArgumentParser
import Domain
import Engine

/// `kindred retention`: removes from the log what is older than the settings keep it.
struct RetentionCommand: Subcommand {
    /// Its name and help.
    static let configuration = CommandConfiguration(
        commandName: "retention",
        abstract: "Remove from the log what is older than the settings keep it.",
        discussion: """
            Example:
              kindred retention --dry-run
              kindred retention

            With kindred.json such as:
              {"retention": {"events": "730d", "kinds": {"view": "90d"}, "decisions": "30d", "superseded": true}}

            A server does the same once a day. Other programs may write meanwhile. What was removed stands in \
            retention.jsonl of the data directory; an event that is older than it is kept does not come in again.
            """
    )

    /// The options that every subcommand has.
    @OptionGroup var globals: GlobalOptions

    /// Whether nothing is removed.
    @Flag(help: "Only say what would be removed.")
    var dryRun = false

    /// Removes and prints what was removed.
    func run(in context: CommandContext) async throws -> Int32 {
        let receipt = try await context.withEngine { engine in
            try await context.console.withProgress {
                try engine.applyRetention(isDryRun: dryRun, progress: $0.report)
            }
        }
        try context.console.result(receipt.json) { text(of: receipt) }
        return 0
    }

    private func text(of receipt: RetentionReceipt) -> String {
        guard receipt.count > 0 else { return "Nothing is older than it is kept." }
        var table = Table([.text("records"), .number("count"), .text("before")])
        for line in receipt.lines {
            table.add([line.what, Figures.count(line.count), line.before.map(\.description) ?? "–"])
        }
        let done = dryRun ? "would be removed" : "removed, in \(Figures.seconds(receipt.seconds))"
        return table.text + "\n\(Figures.count(receipt.count, "record")) \(done)."
    }
}
