import ArgumentParser
import Domain
import Engine

/// `kindred checks`: what the checks find in the log, and what becomes of it.
struct ChecksCommand: Subcommand {
    /// Its name and help.
    static let configuration = CommandConfiguration(
        commandName: "checks",
        abstract: "Show what the checks find in the log, and what becomes of it.",
        discussion: """
            Example:
              kindred checks
              kindred checks --check bot_rate --examples 20

            Makes the checks anew over the whole log, as the settings below checks say, and changes nothing. To try \
            another policy, set it and run this again: KINDRED_CHECKS_CLOCK_POLICY=leave_out kindred checks. \
            A server follows its own settings, which it reads when it starts.
            """
    )

    /// The options that every subcommand has.
    @OptionGroup var globals: GlobalOptions

    /// The one to show.
    @Option(
        help: ArgumentHelp("Show this check alone: near_duplicate, bot_rate and so on.", valueName: "name"),
        transform: Self.check(named:))
    var check: Check?

    /// How many examples.
    @Option(help: ArgumentHelp("How many examples of each check, the latest; up to 1,000,000.", valueName: "n"))
    var examples = 3

    /// Rejects what is out of range.
    func validate() throws {
        guard (0...Kindred.maximumExamples).contains(examples) else {
            throw ValidationError("--examples is \(examples); give 0 to \(Figures.count(Kindred.maximumExamples)).")
        }
    }

    /// Makes the checks and prints what they found.
    func run(in context: CommandContext) async throws -> Int32 {
        let shown = check.map { [$0] } ?? Check.allCases
        let report = try await context.withEngine { engine in
            try await context.console.withProgress { printer in
                try engine.examineLog(examplesOf: shown, count: examples) { printer.report($0) }
            }
        }
        let text = CheckText(report: report, shown: shown)
        try context.console.result(text.json) { text.text }
        return 0
    }

    private static func check(named name: String) throws -> Check {
        if let check = Check(rawValue: name) { return check }
        throw ValidationError(
            "\"\(Printable.text(name))\" is no check. Give \(Check.allCases.map(\.rawValue).joined(separator: ", ")).")
    }
}
