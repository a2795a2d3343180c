import ArgumentParser
import Domain
import Engine

/// `kindred train`: learns from the log and writes a release.
struct TrainCommand: Subcommand {
    /// Its name and help.
    static let configuration = CommandConfiguration(
        commandName: "train",
        abstract: "Train models on the log and write a release.",
        discussion: """
            Example:
              kindred train --model als --set embedding_size=64 --promote
              kindred train --model als --model item-knn --seed 7
              kindred train --model-config kindred-data/tuning/als.json

            The newest part of the log is held out first, to compare the models with most-popular; then they learn \
            from all of it. --promote makes the release the one that serves, if it is not worse than most-popular.
            """
    )

    /// The options that every subcommand has.
    @OptionGroup var globals: GlobalOptions
    /// Which models, and with what.
    @OptionGroup var models: ModelArguments

    /// Whether the release serves afterwards.
    @Flag(help: "Make the release the one that serves, if it passes.")
    var promote = false

    /// Whether models go on from the champion's.
    @Flag(name: .customLong("continue"), help: "Go on from the champion's models, where a model can: fewer epochs.")
    var continues = false

    /// Trains and prints what came of it.
    func run(in context: CommandContext) async throws -> Int32 {
        let console = context.console
        let choice = try models.choice()
        let request = TrainRequest(
            models: choice.models, settings: choice.settings, seed: models.seed, promotes: promote,
            continues: continues)
        let report = try await context.withEngine { engine in
            try await console.withProgress { try engine.train(request, progress: $0.report) }
        }
        try console.result(report.json.object ?? [:]) { TrainingText.of(report) }
        return 0
    }
}
