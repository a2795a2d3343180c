import ArgumentParser
import Domain
import Engine

/// `kindred releases rollback`
struct RollBackReleaseCommand: Subcommand {
    /// Its name and help.
    static let configuration = CommandConfiguration(
        commandName: "rollback",
        abstract: "Go back to the release that served before.",
        discussion: """
            Example:
              kindred releases rollback
            """
    )

    /// The options that every subcommand has.
    @OptionGroup var globals: GlobalOptions

    /// Moves the alias back.
    func run(in context: CommandContext) async throws -> Int32 {
        let number = try await context.withEngine { try $0.rollback() }
        try context.console.result(["champion": .integer(Int64(number))]) { "Release \(number) serves again." }
        return 0
    }
}
