import ArgumentParser
import Domain
import Engine

/// `kindred releases list`
struct ListReleasesCommand: Subcommand {
    /// Its name and help.
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the releases, the oldest first.",
        discussion: """
            Example:
              kindred releases list
            """
    )

    /// The options that every subcommand has.
    @OptionGroup var globals: GlobalOptions

    /// Prints a line a release.
    func run(in context: CommandContext) async throws -> Int32 {
        let releases = try await context.withEngine { try $0.releases() }
        try context.console.result(["releases": .array(releases.map { .object(json($0)) })]) {
            releases.isEmpty
                ? "There is no release yet. Write one with `kindred train --promote`." : table(releases).text
        }
        return 0
    }

    private func table(_ releases: [ReleaseLine]) -> Table {
        var table = Table([
            .number("release"), .text("serves"), .text("created"), .text("models"), .number("interactions"),
            .number("ndcg@10"),
        ])
        for release in releases {
            table.add([
                "\(release.number)", release.isChampion ? "champion" : "", release.created.description,
                release.models.joined(separator: ", "), Figures.count(release.interactions),
                release.ndcg.map { Figures.decimal($0, 4) } ?? "",
            ])
        }
        return table
    }

    private func json(_ release: ReleaseLine) -> JSONObject {
        [
            "release": .integer(Int64(release.number)), "champion": .bool(release.isChampion),
            "created": .string(release.created.description),
            "models": .array(release.models.map(JSONValue.string)),
            "interactions": .integer(Int64(release.interactions)),
            "ndcg@10": release.ndcg.map(JSONValue.number) ?? .null,
        ]
    }
}
