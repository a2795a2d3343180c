import ArgumentParser

/// `kindred import`: from files into the log and the catalogue.
struct ImportCommand: ParsableCommand {
    /// Its name and subcommands.
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Import events, items or users from files.",
        discussion: """
            Example:
              kindred import items products.csv
              kindred import events clicks-*.jsonl.gz

            Bad rows go to FILE.rejected with their line number and the reason, the others are imported. Importing a \
            file again changes nothing. Files may be gzip.
            """,
        subcommands: [ImportEventsCommand.self, ImportItemsCommand.self, ImportUsersCommand.self]
    )
}
