import ArgumentParser
import Engine
import Logging

/// The root of the command line: holds the subcommands and does nothing itself.
struct KindredCommand: ParsableCommand {
    /// Its name, version and subcommands.
    static let configuration = CommandConfiguration(
        commandName: "kindred",
        abstract: "A recommendation engine: events and a catalogue in, ranked and explained lists out.",
        discussion: """
            The first steps with a made-up shop, and with files of your own:

              kindred demo
              kindred import events ratings.csv --columns user=userId,item=movieId,value=rating,time=timestamp
              kindred train --model als --promote
              kindred recommend --user 42 --explain
              kindred serve

            --data, --config, --threads, --memory and --json go before or after the subcommand. Settings come \
            from the file kindred.json in the data directory (or --config), then from KINDRED_... variables, then \
            from options; the later one counts.

            It leaves with 0 when the work is done, 1 when it failed, 64 when the command line cannot be \
            understood, and 130 after Ctrl-C.
            """,
        version: Kindred.version,
        subcommands: [
            ImportCommand.self, TrainCommand.self, EvaluateCommand.self, TuneCommand.self, RecommendCommand.self,
            ExportCommand.self, ReplayCommand.self, RetentionCommand.self, ServeCommand.self, ReleasesCommand.self,
            DecisionsCommand.self, WhyNotCommand.self, PlacementsCommand.self, RulesCommand.self, SentencesCommand.self,
            QuarantineCommand.self, ChecksCommand.self, ExposureCommand.self,
            DoctorCommand.self,
            DemoCommand.self,
            SimulateCommand.self,
        ]
    )
}

/// A subcommand that does work, with the options that all of them have.
protocol Subcommand: ParsableCommand {
    /// The options that every subcommand has.
    var globals: GlobalOptions { get }
    /// The least severe level that is logged while it runs.
    var logLevel: Logger.Level { get }
    /// Does the work and tells the exit code.
    /// - Throws: Whatever stopped it; ``ErrorSentence`` prints it.
    func run(in context: CommandContext) async throws -> Int32
}

extension Subcommand {
    /// Warnings and errors.
    var logLevel: Logger.Level { .warning }
}
