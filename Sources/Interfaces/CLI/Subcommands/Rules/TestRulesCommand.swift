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

            Makes lists for some users as they are now and as they would be with the file's rules. Nobody sees them, \
            and nothing is recorded.
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

    /// Rejects numbers that are out of range.
    func validate() throws {
        guard (1...100_000).contains(users) else { throw ValidationError("--users is \(users); give 1 to 100,000.") }
    }

    /// Makes the lists and prints what differs.
    func run(in context: CommandContext) async throws -> Int32 {
        let rules = try RuleArguments.rules(in: file)
        let names = placements.isEmpty ? ["home"] : placements
        let spots = try names.map { try IdentifierOption.parse($0, option: "--placement", as: Placement.self) }
        let trial = try await context.withEngine(for: .serving) { engine in
            do { return try engine.tryRules(rules, users: users, placements: spots, limit: limit) } catch let error
                as FieldError
            {
                throw CommandError.usage("--\(error.field) \(error.problem)".asSentence)
            }
        }
        try context.console.result(trial.json) { RuleText.of(trial) }
        return 0
    }
}
