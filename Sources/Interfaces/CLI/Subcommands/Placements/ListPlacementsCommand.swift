import ArgumentParser
import Domain
import Engine
import Serving

/// `kindred placements list`
struct ListPlacementsCommand: Subcommand {
    /// Its name and help.
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the placements of the release that serves.",
        discussion: """
            Example:
              kindred placements list
            """)

    /// The options that every subcommand has.
    @OptionGroup var globals: GlobalOptions

    /// Prints them.
    func run(in context: CommandContext) async throws -> Int32 {
        let settings = try await context.withEngine { try $0.servingSettings() }
        let all = Dictionary(
            uniqueKeysWithValues: settings.placementNames.compactMap { name in
                (try? Placement(name)).flatMap(settings.placement).map { (name, $0) }
            })
        let json = try PlacementFile.json(all)
        try context.console.result(json) {
            var table = Table([.text("placement"), .text("anchor"), .text("strategies"), .text("from")])
            for (name, placement) in all.sorted(by: { $0.key < $1.key }) {
                var strategies: [String] = []
                let named = placement.tiers.map(\.strategy) + (placement.isFilled ? ["popular"] : [])
                for strategy in named where !strategies.contains(strategy) { strategies.append(strategy) }
                table.add([
                    Printable.text(name), placement.anchor.rawValue, strategies.joined(separator: ", "),
                    settings.placements[name] == nil ? "built in" : "the release",
                ])
            }
            return table.lines.joined(separator: "\n")
        }
        return 0
    }
}
