import Domain
import Evaluation
import Foundation
import Matrices
import Models

/// Times lists for the visits of a click log that is held out: how many a second, and how long one takes.
///
///     session-bench [MODEL] [--clicks 1000000] [--relabel] [--threads 2] [--seconds 10] [--set key=value ...]
///
/// Reads `yoochoose-100k` from the folder of data sets (`KINDRED_DATA_SETS`), holds out the newest fifth of the visits,
/// and learns from copies of the rest, each older than the one before, until there are as many clicks as asked for. The
/// copies are of the same items, or with `--relabel` of items of their own, which the questions then go through in turn.
/// A prediction is the list of 20 for a held-out visit as far as it had come. Latencies are those of single predictions,
/// on all threads at once; run it with nothing else on the machine.
@main struct SessionBench {
    static func main() throws {
        let options = try BenchOptions(CommandLine.arguments.dropFirst())
        let log = try ClickLog(directory: options.directory)
        let split = try Split.nextItem(log.table, weights: ClickLog.weights)
        let world = ReplicatedWorld(split, clicks: options.clicks, relabels: options.relabels)
        let clock = ContinuousClock()
        let start = clock.now
        let trained = try ModelRegistry.train(
            options.model, set: world.training, settings: options.settings,
            options: TrainingOptions(threads: options.threads))
        let seconds = (clock.now - start) / .seconds(1)
        guard let model = trained as? any SessionNeighborModel else {
            throw BenchError(description: "\(options.model) makes no lists of its own. Choose vsknn, stan or vmis-knn.")
        }
        print(
            """
            \(options.model) learned from \(world.clickCount) clicks of \(world.itemCount) items \
            (\(world.copies) copies\(options.relabels ? ", relabelled" : "")) in \(rounded(seconds)) s
            """)
        print("settings \(JSONValue.object(trained.configJSON))")
        let latencies = Latencies.measure(
            world.questions, threads: options.threads, seconds: options.seconds
        ) { model.recommendations(for: $0, limit: 20).count }
        print(
            """
            \(latencies.count) predictions on \(options.threads) threads: \(Int(latencies.perSecond)) a second, \
            \(Int(latencies.perProcessorSecond)) a second of processor time; \
            p50 \(latencies.microseconds(0.5)) us, p90 \(latencies.microseconds(0.9)) us, \
            p99 \(latencies.microseconds(0.99)) us, longest \(latencies.microseconds(1)) us
            """)
    }

    static func rounded(_ number: Double) -> Double { (number * 100).rounded() / 100 }
}

/// What the command line asks for.
struct BenchOptions {
    private(set) var model = "vmis-knn"
    private(set) var clicks = 1_000_000
    private(set) var relabels = false
    private(set) var threads = 2
    private(set) var seconds = 10.0
    private(set) var settings: JSONObject = [:]
    let directory = ProcessInfo.processInfo.environment["KINDRED_DATA_SETS"] ?? "../shared/data"

    init(_ arguments: some Sequence<String>) throws {
        var (words, assignments) = (Array(arguments)[...], [SettingAssignment]())
        func value(of option: String) throws -> String {
            guard let value = words.popFirst() else { throw BenchError(description: "\(option) needs a value.") }
            return value
        }
        while let word = words.popFirst() {
            switch word {
            case "--relabel": relabels = true
            case "--clicks": clicks = Int(try value(of: word)) ?? clicks
            case "--threads": threads = max(1, Int(try value(of: word)) ?? threads)
            case "--seconds": seconds = Double(try value(of: word)) ?? seconds
            case "--set": assignments.append(try SettingAssignment(value(of: word)))
            default: model = word
            }
        }
        settings = try SettingAssignment.settings(assignments, for: model, among: [model])
    }
}

/// Why there is nothing to time.
struct BenchError: Error, CustomStringConvertible {
    let description: String
}
