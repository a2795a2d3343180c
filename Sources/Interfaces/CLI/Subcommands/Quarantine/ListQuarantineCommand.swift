import ArgumentParser
import Domain
import Engine

/// `kindred quarantine list`
struct ListQuarantineCommand: Subcommand {
    /// Its name and help.
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List refused events, the newest first.",
        discussion: """
            Example:
              kindred quarantine list
              kindred quarantine list --reason timestamp --limit 100
            """
    )

    /// The options that every subcommand has.
    @OptionGroup var globals: GlobalOptions

    /// Which.
    @Option(help: ArgumentHelp("Only those with this field, or with this text in the reason.", valueName: "text"))
    var reason: String?

    /// How many.
    @Option(help: "How many at most, 1 to 100000.")
    var limit = 20

    /// Rejects a limit out of range.
    func validate() throws {
        guard (1...100_000).contains(limit) else {
            throw ValidationError("--limit is \(limit); give a whole number from 1 to 100000.")
        }
    }

    /// Prints a line an event.
    func run(in context: CommandContext) async throws -> Int32 {
        let (events, counts) = try await context.withEngine { engine in
            (try await engine.quarantined(reason: reason, limit: limit), try engine.quarantineCounts())
        }
        let total = counts.values.reduce(0, +)
        let fields = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        let json: JSONObject = [
            "waiting": .integer(Int64(total)),
            "waiting_by_field": .object(JSONObject(fields.map { ($0.key, .integer(Int64($0.value))) })),
            "events": .array(events.map { .object($0.json) }),
        ]
        try context.console.result(json) {
            guard total > 0 else { return "No refused event waits." }
            let list = fields.map { "\(Printable.text($0.key)) \(Figures.count($0.value))" }.joined(separator: ", ")
            let summary = "\(Figures.count(total, "refused event")) \(total == 1 ? "waits" : "wait"), by field: \(list)"
            return events.isEmpty ? summary : "\(table(events).text)\n\(summary)"
        }
        return 0
    }

    private func table(_ events: [QuarantinedEvent]) -> Table {
        var table = Table([.number("id"), .text("received"), .text("source"), .text("reason", maximumWidth: 90)])
        for waiting in events {
            table.add([
                "\(waiting.id)", waiting.event.received.description, waiting.event.source,
                waiting.event.error.description,
            ])
        }
        return table
    }
}
