import Domain
import Foundation
import Models
import Testing

@testable import Evaluation

/// A directory for one test's journals.
struct JournalFolder {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("kindred-tuning-\(UUID().uuidString)")

    init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }

    var path: String { url.appendingPathComponent("trials.jsonl").path }

    func remove() { try? FileManager.default.removeItem(at: url) }
}

@Suite struct TuningSearchTests {
    struct Killed: Error {}

    private let identity: JSONObject = ["journal": 1, "model": "als", "seed": "7"]

    private func search(
        _ model: String = "als", fixed: JSONObject = [:], trials: Int? = nil, seconds: Double? = nil, seed: UInt64 = 7,
        visitors: Int = 1800
    ) throws -> TuningSearch {
        try TuningSearch(
            model: model, fixed: fixed, visitors: visitors, seed: seed,
            limits: TuningLimits(trials: trials, seconds: seconds))
    }

    /// A made-up world: best at a regularization of 0.003, and better the more epochs or visitors.
    private func quality(_ settings: JSONObject, _ effort: TrialEffort) -> Double {
        let weight = settings["regularization"]?.double ?? settings["shrinkage"]?.double ?? 1
        return 0.2 - 0.01 * abs(log10(weight) - log10(0.003)) - 0.01 / Double(effort.epochs ?? 100)
    }

    /// Runs a search whose every measurement takes two seconds; `killedAfter` throws in the measurement after those.
    private func run(
        _ search: TuningSearch, at path: String, killedAfter: Int = .max, restarts: Bool = false
    ) throws -> (found: [TrialMeasurement], measured: Int) {
        let journal = try TuningJournal(path: path, search: identity, restarts: restarts)
        var (measured, now) = (0, 0.0)
        let found = try search.run(journal: journal, clock: { now }) { settings, effort in
            guard measured < killedAfter else { throw Killed() }
            measured += 1
            now += 2
            return quality(settings, effort)
        }
        return (found, measured)
    }

    @Test func `a bracket of nine thins out as the worked example does`() {
        #expect(HalvingSchedule.rungs(of: 9).map(\.trialCount) == [9, 3, 1])
        #expect(HalvingSchedule.rungs(of: 9).map(\.index) == [0, 1, 2])
        #expect(HalvingSchedule.rungs(of: 2).map(\.trialCount) == [2, 1, 1])
        #expect(HalvingSchedule.rungs(of: 7).map(\.trialCount) == [7, 2, 1])
        #expect((0...2).map { HalvingSchedule.amount(ofRung: $0, most: 18) } == [2, 6, 18])
        #expect((0...2).map { HalvingSchedule.amount(ofRung: $0, most: 1) } == [1, 1, 1])
        let costs = HalvingSchedule.rungs(of: 9).map {
            Double($0.trialCount) * HalvingSchedule.share(ofRung: $0.index)
        }
        #expect(costs.allSatisfy { abs($0 - 1) < 1e-12 })
    }

    @Test func `a bracket measures all trials briefly, the best third longer, and the best of those in full`() throws {
        let folder = try JournalFolder()
        defer { folder.remove() }
        let (found, _) = try run(search(trials: 9), at: folder.path)
        #expect(found.map(\.rung) == [Int](repeating: 0, count: 9) + [1, 1, 1, 2])
        let first = found.prefix(9).sorted { $0.value > $1.value }.map(\.trial)
        #expect(found[9..<12].map(\.trial) == Array(first.prefix(3)))
        #expect(found[12].trial == first[0])
        #expect(found.map { $0.settings["epochs"]?.integer } == [Int64?](repeating: 2, count: 9) + [6, 6, 6, 18])
        #expect(found.allSatisfy { $0.visitors == 1800 })
    }

    @Test func `without epochs the effort is the share of visitors, and a smaller one never wins`() throws {
        let folder = try JournalFolder()
        defer { folder.remove() }
        let (found, _) = try run(search("item-knn", trials: 18), at: folder.path)
        #expect(found.prefix(13).map(\.visitors) == [Int](repeating: 200, count: 9) + [600, 600, 600, 1800])
        #expect(found.allSatisfy { $0.settings["epochs"] == nil })
        let outcome = TuningOutcome(model: "item-knn", measurements: found)
        #expect(outcome.best.visitors == 1800)
        #expect(outcome.ranking.map(\.visitors) == outcome.ranking.map(\.visitors).sorted(by: >))
    }

    @Test(arguments: [(100, [100], 9), (300, [200, 300], 10), (1800, [200, 600, 1800], 13)])
    func `nothing is measured twice where visitors are few`(visitors: Int, amounts: [Int], count: Int) throws {
        let folder = try JournalFolder()
        defer { folder.remove() }
        let (found, _) = try run(search("item-knn", trials: 9, visitors: visitors), at: folder.path)
        #expect(Set(found.map(\.visitors)).sorted() == amounts)
        #expect(found.count == count)
        #expect(found.last?.rung == 2)
    }

    @Test func `epochs that are given are not varied, and visitors become the effort`() throws {
        let folder = try JournalFolder()
        defer { folder.remove() }
        let (found, _) = try run(search(fixed: ["epochs": 5], trials: 9), at: folder.path)
        #expect(found.allSatisfy { $0.settings["epochs"] == 5 })
        #expect(Set(found.map(\.visitors)) == [200, 600, 1800])
    }

    @Test(arguments: [0, 1, 5, 9, 10, 12, 13, 20])
    func `a search that was killed goes on as if it had not been`(after: Int) throws {
        let (whole, killed) = (try JournalFolder(), try JournalFolder())
        defer {
            whole.remove()
            killed.remove()
        }
        let expected = try run(search(trials: 18), at: whole.path)
        #expect(throws: Killed.self) { try run(search(trials: 18), at: killed.path, killedAfter: after) }
        // A kill in the middle of a line leaves a part of it.
        let file = try #require(FileHandle(forWritingAtPath: killed.path))
        try file.seekToEnd()
        try file.write(contentsOf: Data("{\"trial\":3,\"ru".utf8))
        try file.close()
        let resumed = try run(search(trials: 18), at: killed.path)
        #expect(resumed.found == expected.found)
        #expect(resumed.measured == expected.measured - after)
        #expect(FileManager.default.contents(atPath: killed.path) == FileManager.default.contents(atPath: whole.path))
    }

    @Test func `the same seed writes the same journal, another seed another`() throws {
        let folders = try (0..<3).map { _ in try JournalFolder() }
        defer { folders.forEach { $0.remove() } }
        for (folder, seed) in zip(folders, [7, 7, 8] as [UInt64]) {
            _ = try run(search(trials: 12, seed: seed), at: folder.path)
        }
        let bytes = folders.map { FileManager.default.contents(atPath: $0.path) }
        #expect(bytes[0] == bytes[1])
        #expect(bytes[0] != bytes[2])
    }

    @Test(arguments: [(1.0, 1), (2.0, 1), (2.5, 2), (10.0, 5), (25.9, 13), (26.0, 13), (60.0, 30)])
    func `no measurement begins once the budget is spent, journal included`(seconds: Double, expected: Int) throws {
        let folder = try JournalFolder()
        defer { folder.remove() }
        let once = try run(search(seconds: seconds), at: folder.path)
        #expect(once.found.count == expected)
        let again = try run(search(seconds: seconds), at: folder.path)
        #expect(again.found == once.found && again.measured == 0)
        let more = try run(search(seconds: seconds + 4), at: folder.path)
        #expect(more.measured >= 1 && more.found.starts(with: once.found))
    }

    @Test func `the first trial has the defaults, so a search never ends below them`() throws {
        let folder = try JournalFolder()
        defer { folder.remove() }
        let (found, _) = try run(search(fixed: ["embedding_size": 16], trials: 3), at: folder.path)
        let defaults = ALSConfig()
        #expect(found[0].settings["regularization"]?.double == defaults.regularization)
        #expect(found[0].settings["unobserved_weight"]?.double == defaults.unobservedWeight)
        #expect(found.allSatisfy { $0.settings["embedding_size"] == 16 })
    }

    @Test func `a search without anything left to vary is refused`() throws {
        let error = #expect(throws: TuningError.self) { try search("popular", fixed: ["half_life_days": 7], trials: 1) }
        #expect(error == .nothingToTune(model: "popular", fixed: ["half_life_days"]))
        #expect(error?.description.contains("half_life_days is given") == true)
        #expect(TuningError.nothingToTune(model: "x", fixed: []).description.contains("has no settings to tune"))
        #expect(throws: ModelSelectionError.self) { try search("alz", trials: 1) }
    }

    @Test func `a space with few configurations ends the search when all were tried`() throws {
        let folder = try JournalFolder()
        defer { folder.remove() }
        let fixed: JSONObject = ["neighbor_count": 100, "shrinkage": 1]
        let (found, _) = try run(search("item-knn", fixed: fixed, trials: 100), at: folder.path)
        #expect(Set(found.map(\.trial)).count == ItemKNNConfig.Weighting.allCases.count)
    }
}
