import ArgumentParser
import Domain
import Engine
import Serving

/// `kindred rules apply FILE`
struct ApplyRulesCommand: Subcommand {
    /// Its name and help.
    static let configuration = CommandConfiguration(
        commandName: "apply",
        abstract: "Make a release with the rules of a file.",
        discussion: """
            Example:
              kindred rules apply rules.json
              kindred rules apply rules.json --force

            The file's rules take the place of all former ones. The release has the models of the one that serves, \
            shares their files, and serves from now on. What kindred rules check warns of is told, and applied all \
            the same. What it calls an error is refused, unless --force says otherwise: rules that certainly leave \
            lists empty, that ask for a field which no item has, or compare what never fits.
            """
    )

    /// The options that every subcommand has.
    @OptionGroup var globals: GlobalOptions

    /// The file.
    @Argument(help: "The file with the rules, JSON.")
    var file: String

    /// Whether the release is only made.
    @Flag(name: .customLong("no-promote"), help: "Only make the release; what serves now goes on.")
    var isOnlyMade = false

    /// Whether what is found is passed over.
    @Flag(help: "Apply them whatever kindred rules check finds.")
    var force = false

    /// Makes the release.
    func run(in context: CommandContext) async throws -> Int32 {
        let rules = try RuleArguments.rules(in: file)
        let (change, findings) = try await context.withEngine(for: .serving) { engine in
            try engine.applyRules(checked: rules, promotes: !isOnlyMade, force: force)
        }
        RuleText.warn(of: findings, on: context.console)
        try context.console.result(change.json) { change.sentence(about: "rules") }
        return 0
    }
}
