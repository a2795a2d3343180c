import ArgumentParser
import Domain
import Engine
import Serving

/// `kindred rules explain`
struct ExplainRulesCommand: Subcommand {
    /// Its name and help.
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Say why each rule does, or does not, touch an item in somebody's list.",
        discussion: """
            Example:
              kindred rules explain --item 17 --user 42
              kindred rules explain --item 17 --placement popular --context country=DE --rule region
            """
    )

    /// The options that every subcommand has.
    @OptionGroup var globals: GlobalOptions

    /// The item.
    @Option(help: ArgumentHelp("The item.", valueName: "id"))
    var item: String

    /// Whom the list is for.
    @Option(help: ArgumentHelp("Whom the list is for. (default: nobody known)", valueName: "id"))
    var user: String?

    /// The spot.
    @Option(help: ArgumentHelp("The spot the list is for.", valueName: "name"))
    var placement = "home"

    /// What the request tells.
    @Option(help: ArgumentHelp("A key of the request's context; may be repeated.", valueName: "key=value"))
    var context: [String] = []

    /// One rule alone.
    @Option(help: ArgumentHelp("Only this rule. (default: all)", valueName: "name"))
    var rule: String?

    /// Prints a line a rule, and the fields it asks for.
    func run(in command: CommandContext) async throws -> Int32 {
        var request = RecommendationRequest(
            decision: "explain", placement: try IdentifierOption.parse(placement, option: "--placement"),
            user: try user.map { try IdentifierOption.parse($0, option: "--user") }, time: Kindred.now())
        request.context = try RuleArguments.context(context)
        let (asked, id): (RecommendationRequest, ItemID) = (request, try IdentifierOption.parse(item, option: "--item"))
        let all = try await command.withEngine(for: .serving) { try $0.explainRules(id, asked) }
        let chosen = all.filter { rule == nil || $0.rule.name == rule }
        if let rule, chosen.isEmpty {
            let near = NearestName.of(rule, among: all.map(\.rule.name)).map { " Did you mean \"\($0)\"?" } ?? ""
            throw CommandError.usage("There is no rule \"\(rule)\".\(near)")
        }
        try command.console.result(["rules": .array(chosen.map { .object($0.json) })]) {
            chosen.map(RuleText.of).joined(separator: "\n")
        }
        return 0
    }
}
