import ArgumentParser
import Domain
import Engine
import Evaluation
import Foundation
import Ingest
import Models

/// `kindred tune`: searches good settings for models.
struct TuneCommand: Subcommand {
    /// Its name and help.
    static let configuration = CommandConfiguration(
        commandName: "tune",
        abstract: "Search good settings for models, on data held out from training.",
        discussion: """
            Example:
              kindred tune --model als --budget 10m --metric ndcg@20
              kindred tune --model item-knn --trials 27 --train train.txt --test test.txt --format adjacency

            A test part is put aside, a validation part is cut from the rest, and random trials are compared on that; \
            bad ones are stopped early. The best settings go to a file for --model-config of train and evaluate, and \
            the winner alone is measured on the test part, once. What is measured is kept in a journal: a search \
            that was killed goes on where it was.
            """
    )

    /// The options that every subcommand has.
    @OptionGroup var globals: GlobalOptions

    /// The models' names, as given.
    @Option(
        name: .customLong("model"),
        help: ArgumentHelp(
            "A model to tune; several with commas, or repeated, each searched by itself.", valueName: "name"))
    var names: [String] = []

    /// Settings that stay as they are.
    @Option(
        name: .customLong("set"),
        help: ArgumentHelp("A setting that stays as given; may be repeated.", valueName: "key=value"))
    var assignments: [String] = []

    /// How long it may take.
    @Option(
        help: ArgumentHelp(
            "The time for trials, as 90s, 10m or 1h. (default: 10m, or none with --trials)", valueName: "time"))
    var budget: String?

    /// How many configurations are tried.
    @Option(help: ArgumentHelp("The most configurations to try of a model.", valueName: "n"))
    var trials: Int?

    /// What is looked for.
    @Option(help: ArgumentHelp("What to look for the highest of: recall, ndcg, map ... with its cut-off."))
    var metric = "ndcg@20"

    /// How the log is divided.
    @Option(
        help: ArgumentHelp(
            "How test and validation are cut: time, users, random, last-one or next-item. (default: time; random for files)",
            valueName: "split"))
    var split: EvaluateRequest.Division?

    /// All randomness.
    @Option(help: "All randomness comes from it. (default: training.seed, 42)")
    var seed: UInt64?

    /// What to learn from, instead of the log.
    @Option(help: ArgumentHelp("A file to search on, instead of the log.", valueName: "file"), completion: .file())
    var train: String?

    /// What the winner is measured on.
    @Option(
        help: ArgumentHelp("A file to measure the winner on, with --train.", valueName: "file"), completion: .file())
    var test: String?

    /// How the two files are written.
    @Option(help: "How the two files are written. (default: recognised)")
    var format: String?

    /// Where the configuration goes.
    @Option(
        help: ArgumentHelp(
            "A .json file, journal and picture beside it; or a directory. (default: tuning in the data directory)",
            valueName: "file"), completion: .file())
    var output: String?

    /// Whether journals are emptied first.
    @Flag(help: "Begin anew, whatever journal is there.")
    var restart = false

    /// Rejects options that contradict one another.
    func validate() throws {
        guard !models.isEmpty else { throw ValidationError("Name a model to tune with --model, as --model als.") }
        guard test == nil || train != nil else {
            throw ValidationError("--test goes with --train. Give both files, or neither to use the log.")
        }
        guard format == nil || train != nil else {
            throw ValidationError("--format is for --train and --test. Drop it, or give the files.")
        }
        if let trials, !(1...TuningLimits.maximumTrials).contains(trials) {
            throw ValidationError("--trials is \(trials); give 1 to \(TuningLimits.maximumTrials).")
        }
        guard split != .sampledNegatives else {
            throw ValidationError(
                "Settings are not tuned on sampled negatives. Use --split time, users, random, last-one or next-item.")
        }
        guard output?.hasSuffix(".json") != true || models.count == 1 else {
            throw ValidationError("--output is one file, but there are several models. Give a directory instead.")
        }
    }

    /// The names, each once, in the order given.
    private var models: [String] {
        names.flatMap { $0.split(separator: ",").map(String.init) }
            .reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    /// Searches and prints what was found.
    func run(in context: CommandContext) async throws -> Int32 {
        let (console, request) = (context.console, try request(in: context))
        let report: TuningReport
        if let train {
            let config = try context.settings()
            report = try await console.withProgress {
                try Kindred.tune(training: train, test: test, request, config: config, progress: $0.report)
            }
        } else {
            report = try await context.withEngine { engine in
                try await console.withProgress { try engine.tune(request, progress: $0.report) }
            }
        }
        try console.result(report.json) { TuningText.of(report) }
        return 0
    }

    private func request(in context: CommandContext) throws(CommandError) -> TuneRequest {
        var source = SourceOptions()
        var settings: [SettingAssignment] = []
        let metric: TuningMetric
        do {
            if let format { source.format = try SourceFormat(named: format) }
            for assignment in assignments { settings.append(try SettingAssignment(assignment)) }
            metric = try TuningMetric(self.metric)
        } catch {
            throw .usage(ErrorSentence.of(error))
        }
        let isFile = output?.hasSuffix(".json") == true
        let folder = output.map { path in
            let url = URL(filePath: path)
            return isFile ? url.deletingLastPathComponent().path : url.path
        }
        return TuneRequest(
            models: models, settings: settings, metric: metric, division: split, source: source,
            limits: try limits(), seed: seed, directory: folder ?? context.directory + "/tuning",
            output: isFile ? output : nil, restarts: restart)
    }

    private func limits() throws(CommandError) -> TuningLimits {
        guard let budget else { return TuningLimits(trials: trials, seconds: trials == nil ? 600 : nil) }
        guard let seconds = TimeSpan.parse(budget) else {
            throw .usage(
                "--budget is \"\(Printable.text(budget))\"; give a time up to seven days, such as 90s, 10m or 1h.")
        }
        return TuningLimits(trials: trials, seconds: seconds)
    }
}
