import ArgumentParser
import Domain
import Engine

/// `kindred releases show N`
struct ShowReleaseCommand: Subcommand {
    /// Its name and help.
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show a release's manifest.",
        discussion: """
            Example:
              kindred releases show 3
            """
    )

    /// The options that every subcommand has.
    @OptionGroup var globals: GlobalOptions

    /// Which.
    @Argument(help: "The release's number.")
    var number: Int

    /// Prints the manifest as JSON, with and without `--json`.
    func run(in context: CommandContext) async throws -> Int32 {
        let manifest = try await context.withEngine { try $0.release(number) }
        try context.console.result(manifest) { JSONValue.object(manifest).text(pretty: true) }
        return 0
    }
}
