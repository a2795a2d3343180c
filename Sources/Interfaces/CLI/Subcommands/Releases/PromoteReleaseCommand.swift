import ArgumentParser
import Domain
import Engine

/// `kindred releases promote N`
struct PromoteReleaseCommand: Subcommand {
    /// Its name and help.
    static let configuration = CommandConfiguration(
        commandName: "promote",
        abstract: "Make a release the one that serves.",
        discussion: """
            Example:
              kindred releases promote 3

            A release that is worse than most-popular on its hold-out is refused, unless --force says otherwise.
            """
    )

    /// The options that every subcommand has.
    @OptionGroup var globals: GlobalOptions

    /// Which.
    @Argument(help: "The release's number.")
    var number: Int

    /// Whether the gate is passed over.
    @Flag(help: "Promote it though it does not pass.")
    var force = false

    /// Moves the alias.
    func run(in context: CommandContext) async throws -> Int32 {
        try await context.withEngine { try $0.promote(number, force: force) }
        try context.console.result(["champion": .integer(Int64(number))]) { "Release \(number) serves now." }
        return 0
    }
}
