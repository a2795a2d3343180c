import ArgumentParser
import Domain
import Engine
import Serving

/// `kindred rules test FILE`
struct TestRulesCommand: Subcommand {
    /// Its name and help.
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Say which lists a file of rules would change, and by how much.",
        discussion: """
            Example:
              kindred rules test rules.json
              kindred rules test rules.json --users 1000 --placement home --placement popular
              kindred rules test rules.json --context device=phone --context country=DE

            Makes lists for some users as they are now and as they would be with the file's rules. Nobody sees them, \
            and nothing is recorded. Says which rules read something of a request that the test's requests do not have, \
            and what kindred rules check warns of.
            """
    )

    /// The options that every subcommand has.
    @OptionGroup var globals: GlobalOptions

    /// The file.
    @Argument(help: "The file with the rules, JSON.")
    var file: String

    /// How many users.
    @Option(help: "For how many users lists are made, spread over all. 1 to 100,000.")
    var users = 200

    /// For which placements.
    @Option(
        name: .customLong("placement"),
        help: ArgumentHelp("A placement that lists are made for; may be repeated. (default: home)", valueName: "name"))
    var placements: [String] = []

    /// How long the lists are.
    @Option(help: "How many items a list has, 1 to 1,000.")
    var limit = 10

    /// What the requests tell.
    @Option(help: ArgumentHelp("A key of the requests' context; may be repeated.", valueName: "key=value"))
    var context: [String] = []

    /// Rejects numbers that are out of range.
    func validate() throws {
        guard (1...100_000).contains(users) else { throw ValidationError("--users is \(users); give 1 to 100,000.") }
    }

    /// Makes the lists and prints what differs.
    func run(in command: CommandContext) async throws -> Int32 {
        let rules = try RuleArguments.rules(in: file)
        let names = placements.isEmpty ? ["home"] : placements
        let spots = try names.map { try IdentifierOption.parse($0, option: "--placement", as: Placement.self) }
        let given = try RuleArguments.context(context)
        let (trial, findings) = try await command.withEngine(for: .serving) { engine in
            do {
                let trial = try engine.tryRules(rules, users: users, placements: spots, limit: limit, context: given)
                return (trial, try engine.checkRules(rules))
            } catch let error as FieldError {
                throw CommandError.usage("--\(error.field) \(error.problem)".asSentence)
            }
        }
        RuleText.warn(of: findings, on: command.console)
        for ungiven in trial.ungiven { command.console.warning(RuleText.of(ungiven)) }
        var json = trial.json
        json["findings"] = .array(findings.map { .object($0.json) })
        try command.console.result(json) { RuleText.of(trial) }
        return 0
    }
}
