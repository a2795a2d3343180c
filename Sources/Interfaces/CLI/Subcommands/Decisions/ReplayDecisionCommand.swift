import ArgumentParser
import Domain
import Engine
import Serving

/// `kindred decisions replay ID`
struct ReplayDecisionCommand: Subcommand {
    /// Its name and help.
    static let configuration = CommandConfiguration(
        commandName: "replay", abstract: "Make a decision again from the state of then, and say what differs.",
        discussion: """
            Example:
              kindred decisions replay 01a1fd6512145274bba667dd9758bdcc
              kindred decisions replay 01a1fd6512145274bba667dd9758bdcc --release 3 --rules rules.json

            As it was, the answer is the same byte for byte, and the exit code is 0; 1 where it is not, as after records \
            were removed from the log or settings of events were changed. The log is folded up to the decision's place. \
            Of an item that went it says which rule keeps it out, and of other rules what kindred rules check warns of.
            """)

    /// The options that every subcommand has.
    @OptionGroup var globals: GlobalOptions

    /// The decision.
    @Argument(help: "The decision_id of an answer.")
    var id: String

    /// Another release.
    @Option(help: ArgumentHelp("Another release. (default: the one that made it)", valueName: "number"))
    var release: Int?

    /// Other rules.
    @Option(help: ArgumentHelp("A file of rules in the place of the release's.", valueName: "file"))
    var rules: String?

    /// Makes the decision again and prints what differs.
    func run(in context: CommandContext) async throws -> Int32 {
        let id: DecisionID = try IdentifierOption.parse(id, option: "The id")
        var trial = DecisionTrial(maximumRecords: .max)
        (trial.release, trial.rules) = (release, try rules.map(RuleArguments.rules(in:)))
        let asked = trial
        return try await context.withEngine { engine in
            let replay = try await engine.replay(id, asked)
            RuleText.warn(of: replay.findings, on: context.console)
            try context.console.result(replay.json) { ReplayText(name: engine.itemName).of(replay) }
            return replay.difference.isSame || !replay.isAsItWas ? 0 : 1
        }
    }
}
