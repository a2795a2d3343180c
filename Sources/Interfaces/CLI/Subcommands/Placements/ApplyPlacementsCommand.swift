import ArgumentParser
import Domain
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
            built in. The release has the models of the one that serves, shares their files, and serves from now on. \
            A name that is new is told, in case it is misspelt, and so are models that the release does not have and \
            items that the catalogue does not know; a model that does not exist is refused.
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
        let (change, new, warnings) = try await context.withEngine { engine in
            let (new, warnings) = (
                try engine.newPlacements(in: placements), try engine.placementWarnings(about: placements)
            )
            return (try engine.applyPlacements(placements, promotes: !isOnlyMade), new, warnings)
        }
        for placement in new { context.console.warning(placement.text) }
        for warning in warnings { context.console.warning(Printable.text(warning)) }
        var json = change.json
        json["new"] = .array(new.map { .string($0.name) })
        json["warnings"] = .array(warnings.map { .string($0) })
        try context.console.result(json) { change.sentence(about: "placements") }
        return 0
    }
}
