import ArgumentParser

/// `kindred sentences`: the words in which lists say why.
struct SentencesCommand: ParsableCommand {
    /// Its name and subcommands.
    static let configuration = CommandConfiguration(
        commandName: "sentences",
        abstract: "Show and apply the sentences of reasons: languages, and words of the shop's own.",
        discussion: """
            Example:
              kindred sentences show
              kindred sentences show de > sentences.json
              kindred sentences apply sentences.json

            Sentences are part of a release: applying a file makes a release with the champion's models and these \
            sentences. kindred releases rollback goes back. Documentation/Placements.md says how they are written.
            """,
        subcommands: [ShowSentencesCommand.self, ApplySentencesCommand.self],
        defaultSubcommand: ShowSentencesCommand.self
    )
}
