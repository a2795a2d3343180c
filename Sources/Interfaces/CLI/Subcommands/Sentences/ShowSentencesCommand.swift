import ArgumentParser
import Domain
import Engine
import Serving

/// `kindred sentences show [LANGUAGE]`
struct ShowSentencesCommand: Subcommand {
    /// Its name and help.
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Print the sentences of the release that serves, as a file has them.",
        discussion: """
            Example:
              kindred sentences show
              kindred sentences show de > sentences.json

            What is printed can be changed and applied. A file needs only what differs from the built-in sentences.
            """)

    /// The options that every subcommand has.
    @OptionGroup var globals: GlobalOptions

    /// One language alone.
    @Argument(help: "The language: de. (default: all)")
    var language: String?

    /// Prints them.
    func run(in context: CommandContext) async throws -> Int32 {
        let settings = try await context.withEngine { try $0.servingSettings() }.sentences
        var texts = try settings.texts()
        if let language {
            guard let chosen = texts[language.lowercased()] else {
                let names = texts.keys.sorted().joined(separator: ", ")
                throw CommandError.usage("There is no language \(Printable.text(language)); give one of \(names).")
            }
            texts = [language.lowercased(): chosen]
        }
        try context.console.document(SentenceFile.json(SentenceSettings(language: settings.language, languages: texts)))
        return 0
    }
}
