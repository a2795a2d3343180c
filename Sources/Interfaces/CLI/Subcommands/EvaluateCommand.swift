import ArgumentParser
import Domain
import Engine
import Evaluation
import Foundation
import Ingest

/// `kindred evaluate`: measures models on held-out data, beside most-popular.
struct EvaluateCommand: Subcommand {
    /// Its name and help.
    static let configuration = CommandConfiguration(
        commandName: "evaluate",
        abstract: "Measure models on held-out data, beside most-popular.",
        discussion: """
            Example:
              kindred evaluate --model als,item-knn --split last-one --k 10,20 --output leaderboard.html
              kindred evaluate --train train.txt --test test.txt --format adjacency --k 20

            Every item is ranked but those the user already has. Each figure comes with its 95 % bootstrap interval, and \
            each pair of models with the difference and a p-value. Nothing is written but the page of --output.
            """
    )

    /// The options that every subcommand has.
    @OptionGroup var globals: GlobalOptions
    /// Which models, and with what.
    @OptionGroup var models: ModelArguments

    /// How the log is divided.
    @Option(
        help: ArgumentHelp(
            "How the log is divided: last-one, time, users, random or next-item; or sampled-negatives, whose figures "
                + "compare with no other. (default: time)", valueName: "split"))
    var split: EvaluateRequest.Division?

    /// How many items a held-out one is ranked among.
    @Option(
        help: ArgumentHelp(
            "How many drawn items each held-out one is ranked among, for --split sampled-negatives. (default: 100)",
            valueName: "n"))
    var negatives: Int?

    /// The lengths of list that are measured.
    @Option(help: ArgumentHelp("The lengths of list to measure at.", valueName: "k,k,..."))
    var k = "10,20"

    /// What to learn from, instead of the log.
    @Option(help: ArgumentHelp("A file to learn from, instead of the log.", valueName: "file"), completion: .file())
    var train: String?

    /// What to measure on, instead of the log.
    @Option(help: ArgumentHelp("A file to measure on, instead of the log.", valueName: "file"), completion: .file())
    var test: String?

    /// The catalogue that goes with the two files.
    @Option(
        help: ArgumentHelp("A file with the catalogue, beside --train and --test.", valueName: "file"),
        completion: .file())
    var items: String?

    /// How the two files are written.
    @Option(help: "How the two files are written. (default: recognised)")
    var format: String?

    /// Where the page goes.
    @Option(
        help: ArgumentHelp("A page with the figures and pictures of them, ending in .html.", valueName: "file"),
        completion: .file())
    var output: String?

    /// Rejects options that contradict one another.
    func validate() throws {
        guard negatives == nil || split == .sampledNegatives else {
            throw ValidationError("--negatives is for --split sampled-negatives. Drop it, or give that split.")
        }
        if let negatives, !(1...Split.maximumNegatives).contains(negatives) {
            throw ValidationError("--negatives is \(negatives); give 1 to \(Split.maximumNegatives).")
        }
        guard output.map({ $0.hasSuffix(".html") }) ?? true else {
            throw ValidationError("--output is a page: give it a name that ends in .html, or use --json for figures.")
        }
        if let output, !FileManager.default.fileExists(atPath: URL(filePath: output).deletingLastPathComponent().path) {
            throw ValidationError(
                "--output is \"\(Printable.text(output))\", but there is no such directory. Make it, or name another.")
        }
        guard (train == nil) == (test == nil) else {
            throw ValidationError("--train and --test go together. Give both files, or neither to use the log.")
        }
        guard split == nil || train == nil else {
            throw ValidationError("--split divides the log; --train and --test are divided already. Drop one.")
        }
        guard items == nil || train != nil else {
            throw ValidationError(
                "--items goes with --train and --test; the log has its own. Drop it, or give both files.")
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
        if let output { try write(LeaderboardPage(leaderboard), to: output, console) }
        return 0
    }

    /// Writes the page, after the figures were printed: they must not be lost with it.
    private func write(_ page: LeaderboardPage, to path: String, _ console: Console) throws(CommandError) {
        do { try Data(page.html.utf8).write(to: URL(filePath: path), options: .atomic) } catch {
            throw .cannotWrite(path: path, problem: error.localizedDescription)
        }
        console.message("The page is in \(path).")
    }

    private func request() throws -> EvaluateRequest {
        var source = SourceOptions()
        if let format {
            do { source.format = try SourceFormat(named: format) } catch { throw CommandError.usage(error.description) }
        }
        let choice = try models.choice()
        return EvaluateRequest(
            models: choice.models, settings: choice.settings, division: split ?? .time,
            negatives: negatives ?? 100, source: source, items: items, cutoffs: try cutOffs(), seed: models.seed)
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
