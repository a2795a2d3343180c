import ArgumentParser
import Engine

/// `kindred placements apply FILE`
struct ApplyPlacementsCommand: Subcommand {
    /// Its name and help.
    static let configuration = CommandConfiguration(
        commandName: "apply", abstract: "Make a release with the placements of a file.",
        discussion: """
            Example:
              kindred placements apply placements.json

            The file's placements take the place of all former ones that were applied; those it does not name are as \
            built in. The release has the models of the one that serves, shares their files, and serves from now on.
            """)

    /// The options that every subcommand has.
    @OptionGroup var globals: GlobalOptions

    /// The file.
    @Argument(help: "The file with the placements, JSON.")
    var file: String

    /// Whether the release is only made.
    @Flag(name: .customLong("no-promote"), help: "Only make the release; what serves now goes on.")
    var isOnlyMade = false

    /// Makes the release.
    func run(in context: CommandContext) async throws -> Int32 {
        let placements = try PlacementFile.placements(GivenFile.bytes(file))
        let change = try await context.withEngine { try $0.applyPlacements(placements, promotes: !isOnlyMade) }
        try context.console.result(change.json) { change.sentence(about: "placements") }
        return 0
    }
}
