import ArgumentParser
import Domain
import Engine
import Serving

/// `kindred rules check [FILE]`
struct CheckRulesCommand: Subcommand {
    /// Its name and help.
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Say what is wrong with rules, and what may surprise.",
        discussion: """
            Example:
              kindred rules check rules.json
              kindred rules check

            Reads the file's rules, or else those of the release that serves, and looks at them beside the catalogue: \
            fields that nothing has, rules that empty lists, meet no item or whose time is over, rules against one \
            another. What kindred rules apply refuses without --force is an error. Leaves with 1 when there is an error \
            or a warning, or the rules cannot be used.
            """
    )

    /// The options that every subcommand has.
    @OptionGroup var globals: GlobalOptions

    /// The file.
    @Argument(help: "The file with the rules, JSON. (default: the rules that serve)")
    var file: String?

    /// Checks and prints what was found.
    func run(in context: CommandContext) async throws -> Int32 {
        let rules = try file.map { try RuleArguments.rules(in: $0) }
        let findings = try await context.withEngine(for: .serving) { try $0.checkRules(rules) }
        try context.console.result(["findings": .array(findings.map { .object($0.json) })]) {
            findings.isEmpty
                ? "There is nothing to say about the rules."
                : findings.map { "\($0.severity.rawValue): \($0.rule): \($0.text)" }.joined(separator: "\n")
        }
        return findings.contains { $0.severity != .note } ? 1 : 0
    }
}
