import ArgumentParser
import Domain
import Engine
import Evaluation
import Ingest

/// `kindred evaluate`: measures models on held-out data, beside most-popular.
struct EvaluateCommand: Subcommand {
    /// Its name and help.
    static let configuration = CommandConfiguration(
        commandName: "evaluate",
        abstract: "Measure models on held-out data, beside most-popular.",
        discussion: """
            Example:
              kindred evaluate --model als --model item-knn --split last-one --k 10,20
              kindred evaluate --train train.txt --test test.txt --format adjacency --k 20

            Every item is ranked but those the user already has. Each figure comes with its 95 % bootstrap interval. \
            Nothing is written.
            """
    )

    /// The options that every subcommand has.
    @OptionGroup var globals: GlobalOptions
    /// Which models, and with what.
    @OptionGroup var models: ModelArguments

    /// How the log is divided.
    @Option(
        help: ArgumentHelp(
            "How the log is divided: last-one, time, users or random. (default: time)", valueName: "split"))
    var split: EvaluateRequest.Division?

    /// The lengths of list that are measured.
    @Option(help: ArgumentHelp("The lengths of list to measure at.", valueName: "k,k,..."))
    var k = "10,20"

    /// What to learn from, instead of the log.
    @Option(help: ArgumentHelp("A file to learn from, instead of the log.", valueName: "file"), completion: .file())
    var train: String?

    /// What to measure on, instead of the log.
    @Option(help: ArgumentHelp("A file to measure on, instead of the log.", valueName: "file"), completion: .file())
    var test: String?

    /// How the two files are written.
    @Option(help: "How the two files are written. (default: recognised)")
    var format: String?

    /// Rejects options that contradict one another.
    func validate() throws {
        guard (train == nil) == (test == nil) else {
            throw ValidationError("--train and --test go together. Give both files, or neither to use the log.")
        }
        guard split == nil || train == nil else {
            throw ValidationError("--split divides the log; --train and --test are divided already. Drop one.")
        }
        guard format == nil || train != nil else {
            throw ValidationError("--format is for --train and --test. Drop it, or give both files.")
        }
    }

    /// Evaluates and prints the leaderboard.
    func run(in context: CommandContext) async throws -> Int32 {
        let (console, request) = (context.console, try request())
        let leaderboard: Leaderboard
        if let train, let test {
            let config = try context.settings()
            leaderboard = try await console.withProgress {
                try Kindred.evaluate(training: train, test: test, request, config: config, progress: $0.report)
            }
        } else {
            leaderboard = try await context.withEngine { engine in
                try await console.withProgress { try engine.evaluate(request, progress: $0.report) }
            }
        }
        try console.result(leaderboard.json.object ?? [:]) { EvaluationText.of(leaderboard) }
        return 0
    }

    private func request() throws -> EvaluateRequest {
        var source = SourceOptions()
        if let format {
            do { source.format = try SourceFormat(named: format) } catch { throw CommandError.usage(error.description) }
        }
        let choice = try models.choice()
        return EvaluateRequest(
            models: choice.models, settings: choice.settings, division: split ?? .time, source: source,
            cutoffs: try cutOffs(), seed: models.seed)
    }

    private func cutOffs() throws(CommandError) -> [Int] {
        var cutOffs: [Int] = []
        for part in k.split(separator: ",", omittingEmptySubsequences: false) {
            guard let value = Int(part), (1...1000).contains(value) else {
                throw .usage("--k is \"\(Printable.text(k))\"; give numbers from 1 to 1000 with commas, like 10,20.")
            }
            if !cutOffs.contains(value) { cutOffs.append(value) }
        }
        return cutOffs
    }
}

extension EvaluateRequest.Division: ExpressibleByArgument {}
