import ArgumentParser

/// `kindred quarantine`: the events that were refused, and what to do with them.
struct QuarantineCommand: ParsableCommand {
    /// Its name and subcommands.
    static let configuration = CommandConfiguration(
        commandName: "quarantine",
        abstract: "Look at refused events, and send them in again.",
        discussion: """
            Example:
              kindred quarantine list --reason timestamp
              kindred quarantine show 17
              kindred quarantine retry --all
              kindred quarantine purge 17

            Events that the server refused wait here, the newest quarantine.maximum of them. Refused rows of files \
            stand beside the file instead, in FILE.rejected.
            """,
        subcommands: [
            ListQuarantineCommand.self, ShowQuarantineCommand.self, RetryQuarantineCommand.self,
            PurgeQuarantineCommand.self,
        ],
        defaultSubcommand: ListQuarantineCommand.self
    )
}

/// Which refused events are meant: some by their numbers, or all.
struct QuarantineSelection: ParsableArguments {
    /// The numbers.
    @Argument(help: "The numbers that list shows.")
    var ids: [Int64] = []

    /// Whether all are meant.
    @Flag(help: "All that wait.")
    var all = false

    /// Rejects neither and both.
    func validate() throws {
        guard all != !ids.isEmpty else {
            throw ValidationError("Give the numbers of the events, or --all; `kindred quarantine list` shows them.")
        }
    }

    /// The numbers; nil for all.
    var selected: [Int64]? { all ? nil : ids }
}
