import ArgumentParser
import Domain
import Engine

/// `kindred quarantine purge [ID ...|--all]`
struct PurgeQuarantineCommand: Subcommand {
    /// Its name and help.
    static let configuration = CommandConfiguration(
        commandName: "purge",
        abstract: "Forget refused events for good.",
        discussion: """
            Example:
              kindred quarantine purge 17
              kindred quarantine purge --all
            """
    )

    /// The options that every subcommand has.
    @OptionGroup var globals: GlobalOptions
    /// Which.
    @OptionGroup var selection: QuarantineSelection

    /// Forgets them and tells how many there were.
    func run(in context: CommandContext) async throws -> Int32 {
        let count = try await context.withEngine { try await $0.purgeQuarantine(selection.selected) }
        try context.console.result(["forgotten": .integer(Int64(count))]) {
            "\(Figures.count(count, "refused event")) forgotten"
        }
        return 0
    }
}
