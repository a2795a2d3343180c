public import Domain
import Foundation
import Models

/// Every setting of an engine. Each field has a default, and a file may name any part of them.
public struct KindredConfig: Codable, Equatable, Sendable {
    /// How many threads long work may use, 0...1024; 0 takes one a processor. Results do not depend on it.
    public var threads: Int
    /// The memory budget in bytes, from 64 MiB on. It bounds the database's cache, the lists that are kept, and
    /// the histories in memory, a quarter of it, and decides between a model's methods of training; counters of items and
    /// the catalogue are not bounded by it.
    public var memoryBytes: Int
    /// How much each kind of event tells about a visitor's taste.
    public var events: EventWeights
    /// Which events are taken in. In the file it stands in the section `events` as well.
    public var intake: EventIntake
    /// How many refused events are kept.
    public var quarantine: Quarantine
    /// When a visit ends, and which groups of visitors have popular lists of their own.
    public var state: StateSettings
    /// What is done about suspicious events.
    public var checks: CheckSettings
    /// What training does unless it is told otherwise.
    public var training: Training
    /// How a model's best items are found.
    public var search: Search
    /// Where the server listens.
    public var server: Server
    /// Which lists are kept to be shown again.
    public var cache: Cache
    /// How many decisions are recorded.
    public var decisions: Decisions
    /// When a server writes its state to disk.
    public var snapshots: Snapshots
    /// What is removed from the log, and when.
    public var retention: Retention

    /// The defaults.
    public init() {
        (threads, memoryBytes, events, intake) = (0, 2 << 30, EventWeights(), EventIntake())
        (quarantine, checks, training, server) = (Quarantine(), CheckSettings(), Training(), Server())
        (cache, search) = (Cache(), Search())
        (decisions, snapshots, retention, state) = (Decisions(), Snapshots(), Retention(), StateSettings())
    }

    /// How many refused events are kept.
    public struct Quarantine: Codable, Equatable, Sendable {
        /// The most that wait, 0...10,000,000; the oldest go. 0 keeps none.
        public var maximum: Int

        /// The defaults.
        public init() { maximum = 100_000 }
    }

    /// Which lists are kept to be shown again.
    public struct Cache: Codable, Equatable, Sendable {
        /// The part of the memory budget that they may take, 0...0.5; 0 keeps none.
        public var memoryShare: Double

        /// The defaults.
        public init() { memoryShare = 0.0625 }

        enum CodingKeys: String, CodingKey {
            case memoryShare = "memory_share"
        }
    }

    /// How many decisions are recorded.
    public struct Decisions: Codable, Equatable, Sendable {
        /// The most a second, 0...1,000,000, and ten seconds' worth of them at once; of more, the others are counted as
        /// dropped. 0 records none.
        public var perSecond: Int

        /// The defaults.
        public init() { perSecond = 1000 }

        enum CodingKeys: String, CodingKey {
            case perSecond = "per_second"
        }
    }

    /// When a server writes its state to disk, so that the next start need not fold the whole log.
    public struct Snapshots: Codable, Equatable, Sendable {
        /// How many records the state is ahead of the last snapshot before a new one is worth its writing, from 1 on.
        public var records: Int
        /// After how many seconds the server looks again whether one is worth it, 0.01...3600.
        public var seconds: Double

        /// The defaults.
        public init() { (records, seconds) = (100_000, 5) }
    }

    /// What training does unless it is told otherwise.
    public struct Training: Codable, Equatable, Sendable {
        /// The models of a release, by name; `popular` is always among them.
        public var models: [String]
        /// All randomness comes from it.
        public var seed: UInt64
        /// The share of the newest interactions that the comparison with most-popular holds out, above 0 and below 1.
        public var holdoutFraction: Double

        /// The defaults.
        public init() { (models, seed, holdoutFraction) = (["als"], 42, 0.2) }

        enum CodingKeys: String, CodingKey {
            case models, seed
            case holdoutFraction = "holdout_fraction"
        }
    }

    /// How a release finds a model's best items among very many; chosen when it is trained.
    public struct Search: Codable, Equatable, Sendable {
        /// The ways: by what was measured, among all items, or among groups of them.
        public enum Kind: String, Codable, Sendable, CaseIterable {
            /// Among all items while that is fast enough, else among groups.
            case auto
            /// Among all items.
            case exact
            /// Among the groups that promise most.
            case clustered
        }

        /// The way.
        public var kind: Kind
        /// How many milliseconds a search among all items may take before groups are tried, above 0 to 1000.
        public var budgetMs: Double
        /// The share of the ten best items that a search among groups is to find, 0.5...1.
        public var recall: Double

        /// The defaults.
        public init() { (kind, budgetMs, recall) = (.auto, 1, 0.98) }

        enum CodingKeys: String, CodingKey {
            case kind, recall
            case budgetMs = "budget_ms"
        }

        /// - Throws: `InvalidSetting` that names the field.
        func validate() throws(InvalidSetting) {
            guard budgetMs > 0, budgetMs <= 1000 else {
                throw InvalidSetting("search.budget_ms", problem: "is \(budgetMs); give a number above 0, up to 1000")
            }
            guard (0.5...1).contains(recall) else {
                throw InvalidSetting("search.recall", problem: "is \(recall); give 0.5 to 1")
            }
        }
    }

    /// Where the server listens, and what it takes.
    public struct Server: Codable, Equatable, Sendable {
        /// The address.
        public var host: String
        /// The port, 0...65535; 0 takes a free one.
        public var port: Int
        /// The largest body a request may have, in bytes, before and after it is unpacked.
        public var maximumBodyBytes: Int
        /// The largest stream of events a request may bring, in bytes, before and after it is unpacked.
        public var maximumStreamBytes: Int
        /// Within how many milliseconds a list is answered or refused, 1...60,000.
        public var deadlineMs: Int
        /// The most requests under way, 1...1,000,000; further ones are refused at once.
        public var maximumRequests: Int

        /// The defaults.
        public init() {
            (host, port, maximumBodyBytes, maximumStreamBytes) = ("127.0.0.1", 8080, 4 << 20, 4 << 30)
            (deadlineMs, maximumRequests) = (100, 2000)
        }

        enum CodingKeys: String, CodingKey {
            case host, port
            case maximumBodyBytes = "maximum_body_bytes"
            case maximumStreamBytes = "maximum_stream_bytes"
            case deadlineMs = "deadline_ms"
            case maximumRequests = "maximum_requests"
        }
    }

    /// The number of threads after 0 became one a processor.
    package var effectiveThreads: Int { threads > 0 ? threads : ProcessInfo.processInfo.activeProcessorCount }

    /// How a training runs under this configuration: with its threads and half of its memory, the rest being for the data.
    func trainingOptions(seed: UInt64) -> TrainingOptions {
        TrainingOptions(seed: seed, threads: effectiveThreads, memoryBytes: memoryBytes / 2)
    }

    /// How much of the database the writing connection keeps in memory: a sixteenth of the budget, at most 64 MiB.
    var storeCacheBytes: Int { min(64 << 20, memoryBytes / 16) }

    /// How many bytes the lists that are kept may take.
    var cacheBytes: Int { Int(Double(memoryBytes) * cache.memoryShare) }

    /// Itself, when every field is in range.
    ///
    /// - Throws: `InvalidSetting` that names the field.
    public func validated() throws(InvalidSetting) -> Self {
        _ = try events.validated()
        _ = try intake.validated()
        guard (0...10_000_000).contains(quarantine.maximum) else {
            throw InvalidSetting(
                "quarantine.maximum", problem: "is \(quarantine.maximum); give 0 (keep none) to 10000000")
        }
        _ = try state.validated()
        _ = try checks.validated()
        guard (0...1024).contains(threads) else {
            throw InvalidSetting("threads", problem: "is \(threads); give 0 (one a processor) to 1024")
        }
        guard memoryBytes >= 64 << 20 else {
            throw InvalidSetting("memory_bytes", problem: "is \(memoryBytes); give at least 64 MiB")
        }
        guard (0...65_535).contains(server.port) else {
            throw InvalidSetting("server.port", problem: "is \(server.port); give 0 (any free port) to 65535")
        }
        guard (1024...1 << 30).contains(server.maximumBodyBytes) else {
            throw InvalidSetting(
                "server.maximum_body_bytes", problem: "is \(server.maximumBodyBytes); give 1 KiB to 1 GiB")
        }
        guard snapshots.records >= 1 else {
            throw InvalidSetting("snapshots.records", problem: "is \(snapshots.records); give at least 1")
        }
        guard (0.01...3600).contains(snapshots.seconds) else {
            throw InvalidSetting("snapshots.seconds", problem: "is \(snapshots.seconds); give 0.01 to 3600")
        }
        guard (1024...1 << 40).contains(server.maximumStreamBytes) else {
            throw InvalidSetting(
                "server.maximum_stream_bytes", problem: "is \(server.maximumStreamBytes); give 1 KiB to 1 TiB")
        }
        guard (0...0.5).contains(cache.memoryShare) else {
            throw InvalidSetting("cache.memory_share", problem: "is \(cache.memoryShare); give 0 (keep none) to 0.5")
        }
        guard (0...1_000_000).contains(decisions.perSecond) else {
            throw InvalidSetting(
                "decisions.per_second", problem: "is \(decisions.perSecond); give 0 (record none) to 1000000")
        }
        guard (1...60_000).contains(server.deadlineMs) else {
            throw InvalidSetting("server.deadline_ms", problem: "is \(server.deadlineMs); give 1 to 60000")
        }
        guard (1...1_000_000).contains(server.maximumRequests) else {
            throw InvalidSetting(
                "server.maximum_requests", problem: "is \(server.maximumRequests); give 1 to 1000000")
        }
        guard training.holdoutFraction > 0, training.holdoutFraction < 1 else {
            throw InvalidSetting(
                "training.holdout_fraction", problem: "is \(training.holdoutFraction); give a share between 0 and 1")
        }
        _ = try retention.validated()
        try search.validate()
        guard !training.models.isEmpty else {
            throw InvalidSetting("training.models", problem: "is empty; name at least one model, such as als")
        }
        return self
    }
}
