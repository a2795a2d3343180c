import ArgumentParser

/// `kindred decisions`: how lists came about.
struct DecisionsCommand: ParsableCommand {
    /// Its name and subcommands.
    static let configuration = CommandConfiguration(
        commandName: "decisions",
        abstract: "Show how a list came about, and make it again as it was or otherwise.",
        discussion: """
            Example:
              kindred decisions show 01a1fd6512145274bba667dd9758bdcc
              kindred decisions replay 01a1fd6512145274bba667dd9758bdcc
              kindred decisions replay 01a1fd6512145274bba667dd9758bdcc --release 3 --rules rules.json

            An answer's decision_id names it. Records are bounded: decisions.per_second says how many are written, and \
            retention.decisions how long they are kept.
            """,
        subcommands: [ShowDecisionCommand.self, ReplayDecisionCommand.self]
    )
}
