import ArgumentParser

/// `kindred rules`: what lists may hold, and what moves up or down in them.
struct RulesCommand: ParsableCommand {
    /// Its name and subcommands.
    static let configuration = CommandConfiguration(
        commandName: "rules",
        abstract: "List, check, try, explain and apply the rules that lists obey.",
        discussion: """
            Example:
              kindred rules list
              kindred rules check rules.json
              kindred rules test rules.json
              kindred rules apply rules.json
              kindred rules explain --item 17 --user 42

            Rules are part of a release: applying a file makes a release with the champion's models and these rules. \
            kindred releases rollback goes back. Documentation/Rules.md says how rules are written.
            """,
        subcommands: [
            ListRulesCommand.self, CheckRulesCommand.self, TestRulesCommand.self, ExplainRulesCommand.self,
            ApplyRulesCommand.self,
        ],
        defaultSubcommand: ListRulesCommand.self
    )
}
