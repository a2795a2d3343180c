import ArgumentParser

/// `kindred releases`: which there are, and which serves.
struct ReleasesCommand: ParsableCommand {
    /// Its name and subcommands.
    static let configuration = CommandConfiguration(
        commandName: "releases",
        abstract: "List and show releases, and say which serves.",
        discussion: """
            Example:
              kindred releases list
              kindred releases promote 3
              kindred releases rollback

            A running server takes up the change within a second or two.
            """,
        subcommands: [
            ListReleasesCommand.self, ShowReleaseCommand.self, PromoteReleaseCommand.self, RollBackReleaseCommand.self,
        ],
        defaultSubcommand: ListReleasesCommand.self
    )
}
