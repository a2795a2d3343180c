import ArgumentParser
import Domain
import Engine
import Serving

/// `kindred rules list`
struct ListRulesCommand: Subcommand {
    /// Its name and help.
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the rules of the release that serves, the built-in ones included.",
        discussion: """
            Example:
              kindred rules list
              kindred rules list --json
            """
    )

    /// The options that every subcommand has.
    @OptionGroup var globals: GlobalOptions

    /// Prints a line a rule.
    func run(in context: CommandContext) async throws -> Int32 {
        let lines = try await context.withEngine { try $0.ruleLines() }
        try context.console.result(["rules": .array(lines.map { .object($0.json) })]) { table(lines).text }
        return 0
    }

    private func table(_ lines: [RuleLine]) -> Table {
        var table = Table([.text("rule"), .text("kind"), .text("state"), .text("what it says", maximumWidth: 80)])
        for line in lines {
            let rule = line.rule
            let state = line.isFixed ? "always" : rule.isEnabled ? "on" : "off"
            table.add([
                rule.name, rule.kind.rawValue, line.isBuiltIn ? "\(state), built in" : state,
                RuleText.summary(of: rule),
            ])
        }
        return table
    }
}
