import ArgumentParser
import Domain
import Engine
import Serving

/// `kindred placements show NAME`
struct ShowPlacementCommand: Subcommand {
    /// Its name and help.
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Print a placement as a file has it.",
        discussion: """
            Example:
              kindred placements show home > placements.json

            What is printed can be changed and applied.
            """)

    /// The options that every subcommand has.
    @OptionGroup var globals: GlobalOptions

    /// The placement.
    @Argument(help: "The placement's name.")
    var name: String

    /// Prints it.
    func run(in context: CommandContext) async throws -> Int32 {
        let settings = try await context.withEngine { try $0.servingSettings() }
        guard let placement = (try? Placement(name)).flatMap(settings.placement) else {
            let names = settings.placementNames.joined(separator: ", ")
            throw CommandError.usage("There is no placement \(Printable.text(name)); give one of \(names).")
        }
        try context.console.document(try PlacementFile.json([name: placement]))
        return 0
    }
}
