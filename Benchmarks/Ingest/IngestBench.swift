import Foundation

/// Sends events to `kindred serve` as fast as it takes them, and prints one JSON line with what came of it.
///
///     ingest-bench batches --kindred PATH --data DIR --events 2000000 --connections 4
///     ingest-bench singles --kindred PATH --data DIR --seconds 10 --connections 64
///     ingest-bench lists   --kindred PATH --data DIR --users 1000
///
/// Every answer counted came after the fsync of its events, and every event has an id of its own: `--ids ordered` (as
/// UUIDv7 and ULID are), `random` (UUIDv4), or `none` (told apart by content).
@main enum IngestBench {
    static func main() {
        do { try run() } catch {
            FileHandle.standardError.write(Data("\(error)\n".utf8))
            exit(1)
        }
    }

    private static func run() throws {
        let options = try Options(Array(CommandLine.arguments.dropFirst()))
        let server = try ServerProcess(options)
        defer { server.stop() }
        let before = server.processorSeconds
        let report =
            switch options.load {
            case .batches: try BatchLoad(options, port: server.port).run()
            case .singles: try SingleLoad(options, port: server.port).run()
            case .lists: try ListLoad(options, port: server.port).run()
            }
        let spent = server.processorSeconds - before
        print(report.line(options, serverSeconds: spent, serverMegabytes: server.peakMegabytes))
    }
}

/// What to send, and to whom.
struct Options {
    /// What is measured.
    enum Load: String {
        /// Requests of 1,000 events each.
        case batches
        /// Requests of one event each.
        case singles
        /// One event, then the same visitor's list.
        case lists
    }

    /// Where the ids of the events come from.
    enum IDs: String {
        /// Ascending, as UUIDv7 and ULID are.
        case ordered
        /// Without any order, as UUIDv4.
        case random
        /// The sender gives none.
        case none
    }

    /// What is measured.
    let load: Load
    /// The program.
    private(set) var kindred = ".build/release/kindred"
    /// The data directory of the server; a new one is made.
    private(set) var data = ""
    /// How many events a run of batches sends.
    private(set) var events = 1_000_000
    /// How many events a batch has.
    private(set) var size = 1000
    /// How many connections send at once.
    private(set) var connections = 4
    /// How long a run of singles sends.
    private(set) var seconds = 10.0
    /// How many visitors a run of lists has.
    private(set) var users = 1000
    /// Where the ids of the events come from.
    private(set) var ids = IDs.ordered

    /// Reads the command line; the first argument says what is measured.
    init(_ arguments: [String]) throws {
        guard let load = arguments.first.flatMap(Load.init) else { throw BenchError("Give batches, singles or lists.") }
        self.load = load
        for place in stride(from: 1, to: arguments.count - 1, by: 2) {
            try set(arguments[place], arguments[place + 1])
        }
        guard !data.isEmpty else { throw BenchError("Give --data DIRECTORY, which the server will use.") }
    }

    private mutating func set(_ name: String, _ text: String) throws {
        switch name {
        case "--kindred": kindred = text
        case "--data": data = text
        case "--events": events = try Self.whole(name, text)
        case "--size": size = try Self.whole(name, text)
        case "--connections": connections = try Self.whole(name, text)
        case "--users": users = try Self.whole(name, text)
        case "--seconds": seconds = Double(try Self.whole(name, text))
        case "--ids":
            guard let ids = IDs(rawValue: text) else { throw BenchError("--ids is ordered, random or none.") }
            self.ids = ids
        default: throw BenchError("There is no option \(name).")
        }
    }

    private static func whole(_ name: String, _ text: String) throws -> Int {
        guard let number = Int(text), number > 0 else { throw BenchError("\(name) needs a number above 0.") }
        return number
    }
}

/// Why a run is worth nothing.
struct BenchError: Error, CustomStringConvertible {
    /// One sentence.
    let description: String

    /// The error that `description` tells.
    init(_ description: String) { self.description = description }
}
