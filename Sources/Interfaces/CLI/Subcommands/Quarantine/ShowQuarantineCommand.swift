import ArgumentParser
import Domain
import Engine

/// `kindred quarantine show ID`
struct ShowQuarantineCommand: Subcommand {
    /// Its name and help.
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show a refused event as it came.",
        discussion: """
            Example:
              kindred quarantine show 17
            """
    )

    /// The options that every subcommand has.
    @OptionGroup var globals: GlobalOptions

    /// Which.
    @Argument(help: "The event's number.")
    var id: Int64

    /// Prints the event.
    func run(in context: CommandContext) async throws -> Int32 {
        let found = try await context.withEngine { try $0.quarantinedEvent(id) }
        guard let found else {
            throw CommandError.failed("No refused event has the number \(id). See quarantine list.")
        }
        try context.console.result(found.json) {
            """
            \(found.id), received \(found.event.received) by \(Printable.text(found.event.source))
            \(Printable.text(found.event.error.description))
            \(Printable.text(found.event.body))
            """
        }
        return 0
    }
}
