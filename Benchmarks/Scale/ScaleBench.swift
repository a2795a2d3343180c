import Domain
import Foundation
import Matrices
import Models

/// Trains ALS on a generated world of any size and prints its time and memory, or times folding one history in.
///
///     scale-bench train [users] [items] [epochs] [threads]     2,000,000 users, 200,000 items, 3 epochs, 2 threads
///     scale-bench fold-in [d]                                  d = 64
///     scale-bench fold [events] [items]                        2,000,000 events of 50,000 items into the live state
///     scale-bench nearest [rows] [0|1] [--write DIRECTORY]
///                                                              1,000,000 items; 1: of one length; the ten best for a visitor
///
///     scale-bench decide DIRECTORY [lists]                     5,000 lists from a data directory of users u00000 and on
///     scale-bench search DIRECTORY [lists]                     the same, of 300 search results put in order
///
/// The world is the same on every machine: see ``GeneratedWorld``.
@main struct ScaleBench {
    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst()
        let numbers = arguments.dropFirst().compactMap { Int($0) }
        func number(_ place: Int, _ usual: Int) -> Int { place < numbers.count ? numbers[place] : usual }
        switch arguments.first {
        case "train":
            try train(
                GeneratedWorld(userCount: number(0, 2_000_000), itemCount: number(1, 200_000)),
                epochs: number(2, 3), threads: number(3, 2))
        case "fold": try FoldBench.run(events: number(0, 2_000_000), items: number(1, 50_000))
        case "decide":
            try DecideBench.run(directory: arguments.dropFirst().first ?? "", count: number(0, 5000))
        case "search":
            try DecideBench.runSearch(directory: arguments.dropFirst().first ?? "", count: number(0, 5000))
        case "nearest":
            let folder = arguments.drop { $0 != "--write" }.dropFirst().first
            try NearestBench.run(rows: number(0, 1_000_000), isUnit: number(1, 0) == 1, folder: folder)
        case "fold-in": try foldIn(embeddingSize: number(0, 64))
        default:
            print(
                "usage: scale-bench train [users] [items] [epochs] [threads] | fold-in [d] | fold [events] [items] "
                    + "| nearest [rows] [0|1] [--write DIRECTORY] "
                    + "| decide DIRECTORY [lists] | search DIRECTORY [lists]")
        }
    }

    private static func train(_ world: GeneratedWorld, epochs: Int, threads: Int) throws {
        let clock = ContinuousClock()
        let start = clock.now
        let set = world.trainingSet()
        print("| what | value |\n|---|---|")
        print("| users, items | \(world.userCount), \(world.itemCount) |")
        print("| interactions | \(set.interactions.entryCount) |")
        print("| largest share of one item | \(rounded(world.largestShare(in: set))) of the users |")
        print("| generating, seconds | \(rounded((clock.now - start) / .seconds(1))) |")
        print("| memory of the training set alone, GB | \(rounded(peakBytes() / 1e9)) |")
        var config = ALSConfig()
        (config.embeddingSize, config.epochs, config.unobservedWeight) = (64, epochs, 0.01)
        let options = TrainingOptions(threads: threads) { report in
            print("| epoch \(report.epoch), seconds | \(rounded(report.duration / .seconds(1))) |")
        }
        let begin = clock.now
        _ = try ALSModel.train(set, config: config, options: options)
        print(
            "| ALS, d = 64, \(epochs) epochs on \(threads) threads, seconds | \(rounded((clock.now - begin) / .seconds(1))) |"
        )
        print("| peak memory of the process, GB | \(rounded(peakBytes() / 1e9)) |")
    }

    /// Folds a history of 27 items, the mean of Gowalla, in, 20,000 times.
    private static func foldIn(embeddingSize: Int) throws {
        let set = GeneratedWorld(userCount: 3000, itemCount: 2000).trainingSet()
        var config = ALSConfig()
        (config.embeddingSize, config.epochs) = (embeddingSize, 2)
        let model = try ALSModel.train(set, config: config, options: TrainingOptions())
        let folding = ALSItemFolding(model, threads: 1)
        let history = (0..<27).map { HistoryItem(item: ItemIndex($0 * 71), weight: 1) }
        let (users, weights) = ((0..<27).map { UserIndex($0 * 101) }, [Float](repeating: 1, count: 27))
        print("| what | p50, us | p99, us |\n|---|---|---|")
        report("a visitor of 27 items") { model.vector(of: ScoringQuery(history: history))[0] }
        report("a new item of 27 visitors") { folding.vector(users: users, weights: weights)[0] }
    }

    private static func report(_ name: String, _ work: () -> Float) {
        let clock = ContinuousClock()
        var sum: Float = 0
        let times = (0..<20_000).map { _ in clock.measure { sum += work() } / .microseconds(1) }.sorted()
        precondition(sum.isFinite, "A vector holds no NaN.")
        print("| \(name) | \(rounded(times[times.count / 2])) | \(rounded(times[times.count * 99 / 100])) |")
    }

    /// The most memory the process ever held.
    private static func peakBytes() -> Double {
        var usage = rusage()
        #if os(macOS)
            getrusage(RUSAGE_SELF, &usage)
            return Double(usage.ru_maxrss)
        #else
            getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
            return Double(usage.ru_maxrss) * 1024
        #endif
    }

    private static func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }
}

/// Visitors with 10 to 170 items, 50 in the mean, drawn with a chance that falls with the item's place.
///
/// The item at place `i` of `n` is drawn with a chance in proportion to `(i / n)^(-2/3)`: the most popular tenth has
/// nearly half of the interactions.
struct GeneratedWorld {
    let userCount: Int
    let itemCount: Int

    /// One interaction of weight 1 each, all of unknown time.
    func trainingSet() -> TrainingSet {
        var random = SeededRandom(seed: 7)
        var offsets: [Int64] = [0]
        offsets.reserveCapacity(userCount + 1)
        for user in 0..<userCount {
            let share = random.uniform()
            offsets.append(offsets[user] + 10 + Int64(160 * share * share * share))
        }
        let count = Int(offsets[userCount])
        let starts = offsets
        let columns = Buffer<UInt32>(count: count) { target in
            nonisolated(unsafe) let target = target
            parallel(count: userCount, chunk: 1024, threads: 2) { users in
                for user in users { fill(target, Int(starts[user])..<Int(starts[user + 1]), user: user) }
            }
        }
        let values = Buffer<Float>(count: count) { $0.update(repeating: 1) }
        return TrainingSet(
            interactions: CSRMatrix(
                columnCount: itemCount, offsets: Buffer(offsets), columns: columns, values: values),
            times: Buffer<Int64>(count: count) { _ in }, now: Timestamp(milliseconds: 0))
    }

    /// Draws one visitor's items; repeats move on to the next item that is free.
    private func fill(_ target: UnsafeMutableBufferPointer<UInt32>, _ range: Range<Int>, user: Int) {
        var random = SeededRandom(seed: 8, stream: UInt64(user))
        var items = range.map { _ in
            let place = random.uniform()
            return Int(Double(itemCount) * place * place * place)
        }
        items.sort()
        for place in items.indices.dropFirst() { items[place] = max(items[place], items[place - 1] + 1) }
        var most = itemCount - 1
        for place in items.indices.reversed() {
            items[place] = min(items[place], most)
            most = items[place] - 1
        }
        for (place, item) in zip(range, items) { target[place] = UInt32(item) }
    }

    /// The share of the users that have the most popular item.
    func largestShare(in set: TrainingSet) -> Double {
        var counts = [Int](repeating: 0, count: itemCount)
        for item in set.interactions.columns.pointer { counts[Int(item)] += 1 }
        return Double(counts.max() ?? 0) / Double(userCount)
    }
}
