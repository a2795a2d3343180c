import ArgumentParser

/// `kindred placements`: where lists are shown, and how each is made.
struct PlacementsCommand: ParsableCommand {
    /// Its name and subcommands.
    static let configuration = CommandConfiguration(
        commandName: "placements",
        abstract: "List, show and apply the placements: where lists are shown, and how each is made.",
        discussion: """
            Example:
              kindred placements list
              kindred placements show home
              kindred placements apply placements.json

            Placements are part of a release: applying a file makes a release with the champion's models and these \
            placements. kindred releases rollback goes back. Documentation/Placements.md has every setting.
            """,
        subcommands: [ListPlacementsCommand.self, ShowPlacementCommand.self, ApplyPlacementsCommand.self],
        defaultSubcommand: ListPlacementsCommand.self
    )
}
