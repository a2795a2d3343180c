import Foundation
import Matrices
import Models

/// Times finding the ten best of many items for a visitor, by reading all of them and in groups, and those most like an item.
///
/// The vectors are grown from those that ALS learned in a ``GeneratedWorld``: an item lies somewhere between two of them,
/// and seven tenths of its length beside. Once as they are, with the long and short ones that popularity makes, and once
/// all of length 1, as content and cosine models have them; visitors are the world's.
enum NearestBench {
    private static let (learnedUsers, learnedItems) = (60_000, 40_000)
    private static let queryCount = 1000
    /// How many items' pages are timed, and of how many by working out all cosines.
    private static let (pageCount, slowPageCount) = (200, 5)
    /// How many items a page asks for.
    private static let pageLimit = 100

    /// Prints a table for `rows` items of 64 dimensions; writes them below `folder` for peers where one is named.
    static func run(rows: Int, isUnit: Bool, folder: String?) throws {
        let (items, users) = try vectors(rows: rows, isUnit: isUnit)
        let queries = (0..<queryCount).map { Array(users.row($0 * users.rowCount / queryCount + 1)) }
        print("| what | value |\n|---|---|")
        print("| items | \(rows) of length \(isUnit ? "1" : "as learned") |")
        let start = residentBytes()
        var exact: BoundedSearch?
        let making = ContinuousClock().measure { exact = BoundedSearch(items) }
        guard let exact else { return print("| the vectors are not finite | |") }
        print("| all: making, s; memory, MB | \(rounded(making / .seconds(1))); \(megabytes(since: start)) |")
        var best: [Set<Int>] = []
        report("all", queries) { query in
            best.append(Set((exact.largest(with: query, limit: 10)?.ranking ?? []).map(\.index)))
        }
        if let folder { try write(items, queries, best, to: folder) }
        reportPages(items, exact)
        let before = residentBytes()
        var made: ClusteredSearch?
        let grouping = ContinuousClock().measure { made = ClusteredSearch.make(items, queries: users, threads: 2) }
        guard let made else { return print("| groups: half of the items would have to be read | |") }
        print(
            "| groups: making, s; memory, MB | \(rounded(grouping / .seconds(1))); \(megabytes(since: before)) |\n"
                + "| groups: read, of | \(made.probes) of \(made.groupCount), \(rounded(100 * made.share)) % of the items |"
        )
        var (hits, place) = (0, 0)
        report("groups", queries) { query in
            hits +=
                best[place].intersection(made.largest(with: query, limit: 10, needed: 10) { _ in true }.map(\.index))
                .count
            place += 1
        }
        print("| groups: recall@10 | \(rounded(Double(hits) / Double(10 * queryCount))) |")
        report("groups, 1 % of the items allowed", queries) { query in
            _ = made.largest(with: query, limit: 10, needed: 10) { $0 % 100 == 7 }
        }
    }

    /// Prints how long it takes to find what is like an item: beside the search in all items, and by all cosines.
    private static func reportPages(_ items: DenseMatrix, _ exact: BoundedSearch) {
        let norms = (0..<items.rowCount).map { items.norm(ofRow: $0) }
        let before = residentBytes()
        let search = LikenessSearch(exact, norms: norms)
        print("| item page: memory beside the search, MB | \(megabytes(since: before)) |")
        let pages = (0..<pageCount).map { $0 * items.rowCount / pageCount }
        report("item page", pages) { _ = search.nearest(to: $0, limit: pageLimit) }
        var cosines = [Float](repeating: 0, count: items.rowCount)
        report("item page, by all cosines", Array(pages.prefix(slowPageCount))) { page in
            cosines.withUnsafeMutableBufferPointer { items.innerProducts(with: items.row(page), count: 1, into: $0) }
            for other in cosines.indices { cosines[other] /= max(norms[page] * norms[other], .leastNormalMagnitude) }
            _ = cosines.withUnsafeBufferPointer { topK($0, limit: pageLimit, excluding: [UInt32(page)]) }
        }
    }

    /// The items and the visitors.
    private static func vectors(rows: Int, isUnit: Bool) throws -> (items: DenseMatrix, users: DenseMatrix) {
        var config = ALSConfig()
        (config.embeddingSize, config.epochs) = (64, 4)
        let world = GeneratedWorld(userCount: learnedUsers, itemCount: learnedItems)
        let model = try ALSModel.train(world.trainingSet(), config: config, options: TrainingOptions(threads: 2))
        let (learned, stride) = (model.itemFactors, model.itemFactors.stride)
        let values = Buffer<Float>(count: rows * stride) { target in
            nonisolated(unsafe) let target = target
            parallel(count: rows, chunk: 4096, threads: 2) { range in
                for row in range {
                    grow(
                        learned, row, isUnit,
                        into: UnsafeMutableBufferPointer(rebasing: target[row * stride..<(row + 1) * stride]))
                }
            }
        }
        return (DenseMatrix(rowCount: rows, columnCount: 64, values: values), model.userFactors)
    }

    /// Writes one grown item.
    private static func grow(
        _ learned: DenseMatrix, _ row: Int, _ isUnit: Bool, into target: UnsafeMutableBufferPointer<Float>
    ) {
        var random = SeededRandom(seed: 5, stream: UInt64(row))
        let sources = (0..<4).map { _ in learned.row(random.below(learned.rowCount)) }
        let share = Float(random.uniform())
        var (length, beside): (Float, Float) = (0, 0)
        for column in target.indices {
            target[column] = share * sources[0][column] + (1 - share) * sources[1][column]
            length += target[column] * target[column]
            let off = sources[2][column] - sources[3][column]
            beside += off * off
        }
        let factor = 0.7 * (length / max(beside, 1e-12)).squareRoot()
        for column in target.indices { target[column] += factor * (sources[2][column] - sources[3][column]) }
        guard isUnit else { return }
        let all = target.reduce(0) { $0 + $1 * $1 }.squareRoot()
        for column in target.indices { target[column] /= max(all, 1e-12) }
    }

    /// Prints how long `search` takes by each of `queries`, of which it is told.
    private static func report(
        _ name: String, _ queries: [[Float]], _ search: (UnsafeBufferPointer<Float>) -> Void
    ) {
        report(name, queries) { (query: [Float]) in query.withUnsafeBufferPointer(search) }
    }

    /// Prints how long `search` takes by each of `queries`.
    private static func report<Query>(_ name: String, _ queries: [Query], _ search: (Query) -> Void) {
        let clock = ContinuousClock()
        let times = queries.map { query in clock.measure { search(query) } / .milliseconds(1) }.sorted()
        let (middle, late) = (times[times.count / 2], times[times.count * 99 / 100])
        print("| \(name): p50; p99, ms | \(rounded(middle)); \(rounded(late)) |")
    }

    /// The items, the queries and their ten best, as plain numbers.
    private static func write(_ items: DenseMatrix, _ queries: [[Float]], _ best: [Set<Int>], to folder: String) throws
    {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(buffer: items.values.pointer).write(to: URL(filePath: folder + "/items.f32"))
        try queries.flatMap { $0 }.withUnsafeBufferPointer {
            try Data(buffer: $0).write(to: URL(filePath: folder + "/queries.f32"))
        }
        try best.flatMap { $0.map(UInt32.init) }
            .withUnsafeBufferPointer { try Data(buffer: $0).write(to: URL(filePath: folder + "/best.u32")) }
    }

    private static func residentBytes() -> Int {
        let words = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(separator: " ") ?? []
        return (words.count > 1 ? Int(words[1]) ?? 0 : 0) * 4096
    }

    private static func megabytes(since start: Int) -> Int { (residentBytes() - start) / 1_000_000 }

    private static func rounded(_ value: Double) -> Double { (value * 10_000).rounded() / 10_000 }
}
