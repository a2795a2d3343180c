import Domain
import Foundation
import Testing

@testable import kindred

@Suite struct TuneTests {
    /// Sixty users of two tastes, as lines `user item item ...`; the held-out items are of the same taste.
    private func files(in directory: TemporaryDirectory) throws -> (train: String, test: String) {
        var (train, test) = ("", "")
        for user in 0..<60 {
            let taste = user % 2 * 20
            let items = (0..<9).map { taste + (user / 2 * 7 + $0 * 3) % 20 }
            train += "u\(user) " + items.prefix(7).map { "i\($0)" }.joined(separator: " ") + "\n"
            test += "u\(user) " + items.suffix(2).map { "i\($0)" }.joined(separator: " ") + "\n"
        }
        return (try directory.write(train, to: "train.txt"), try directory.write(test, to: "test.txt"))
    }

    private func json(_ run: CommandRun) throws -> JSONObject { try #require(try JSONParser.parse(run.output).object) }

    @Test func `what a search finds can be given to evaluate, and gives the figure of the report`() async throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let (train, test) = try files(in: directory)
        let output = directory.path + "/found/als.json"
        let line = [
            "tune", "--model", "als", "--set", "embedding_size=8", "--trials", "4", "--metric", "ndcg@5", "--train",
            train, "--test", test, "--format", "adjacency", "--output", output, "--json",
        ]
        let first = try await CommandRun(line)
        #expect(first.code == 0, "\(first.messages)")
        let report = try json(first)
        let model = try #require(report["models"]?.array?.first?.object)
        #expect(model["trials"] == 4 && model["resumed_measurements"] == 0)
        #expect(report["test_measurements"] == 1)
        for suffix in [".json", ".trials.jsonl", ".trials.svg"] {
            #expect(FileManager.default.fileExists(atPath: directory.path + "/found/als" + suffix))
        }
        let again = try json(try await CommandRun(line))
        let resumed = try #require(again["models"]?.array?.first?.object)
        #expect(resumed["measurements"] == model["measurements"])
        #expect(resumed["resumed_measurements"]?.integer == Int64(model["measurements"]?.array?.count ?? 0))

        let evaluated = try json(
            try await CommandRun([
                "evaluate", "--model-config", output, "--k", "5,10,20", "--train", train, "--test", test, "--format",
                "adjacency", "--json",
            ]))
        let rows = try #require(evaluated["models"]?.array).compactMap(\.object)
        let tested = try #require(report["test"]?.object?["models"]?.array?.first?.object)
        #expect(rows.map { $0["model"] } == ["popular", "als"])
        #expect(rows[1]["config"] == tested["config"])
        #expect(rows[1]["metrics"]?.object?["ndcg@5"] == tested["metrics"]?.object?["ndcg@5"])
    }

    @Test func `the test file is not read before the search is over`() async throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let train = try files(in: directory).train
        // No reader could make anything of it: when it is opened, the run fails, after all trials.
        let test = try directory.write("{\"nonsense\": \u{0}", to: "nonsense.txt")
        let run = try await CommandRun([
            "tune", "--model", "item-knn", "--trials", "3", "--train", train, "--test", test, "--format", "jsonl",
            "--output", directory.path + "/x.json",
        ])
        #expect(run.code == 1)
        let other = try await CommandRun([
            "tune", "--model", "item-knn", "--trials", "3", "--train", train, "--test", test, "--format", "adjacency",
            "--output", directory.path + "/knn.json",
        ])
        let journal = try String(contentsOfFile: directory.path + "/knn.trials.jsonl", encoding: .utf8)
        #expect(other.code == 1)
        #expect(journal.split(separator: "\n").count == 1 + 3)
    }

    @Test func `settings of --set count more than those of a file`() async throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let (train, test) = try files(in: directory)
        let file = try directory.write(
            "{\"model\": \"als\", \"settings\": {\"epochs\": 3, \"embedding_size\": 8}}", to: "als.json")
        let run = try await CommandRun([
            "evaluate", "--model-config", file, "--set", "epochs=2", "--train", train, "--test", test, "--format",
            "adjacency", "--json",
        ])
        let config = try json(run)["models"]?.array?.last?.object?["config"]?.object
        #expect(config?["epochs"] == 2 && config?["embedding_size"] == 8)
    }

    @Test(arguments: [
        ("{\"model\": \"als\", \"settings\": {\"factors\": 3}}", "no setting \"factors\". It has embedding_size"),
        ("{\"modle\": \"als\"}", "\"model\" is missing"), ("nonsense", "cannot be used"),
    ])
    func `a model configuration that does not fit is told with its file`(text: String, part: String) async throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let file = try directory.write(text, to: "odd.json")
        for command in ["train", "evaluate"] {
            let run = try await CommandRun([command, "--model-config", file])
            #expect(run.code == 1)
            #expect(run.messages.contains(file) && run.messages.contains(part), "\(run.messages)")
        }
    }

    @Test(arguments: [
        (["tune", "--model", "alz"], "There is no model \"alz\""),
        (["tune", "--model", "popular", "--set", "half_life_days=7"], "left to tune"),
        (["tune", "--model", "als", "--set", "factors=7"], "no setting \"factors\""),
        (["tune", "--model", "als"], "The log has no events"),
        (["tune", "--model", "als", "--train", "/nowhere/a.txt"], "/nowhere/a.txt"),
    ])
    func `a search that cannot begin says why`(line: [String], part: String) async throws {
        let run = try await CommandRun(line)
        #expect(run.code == 1)
        #expect(run.messages.contains(part), "\(run.messages)")
    }

    @Test(arguments: [
        ("90", 90.0), ("90s", 90), ("10m", 600), ("10min", 600), ("1.5h", 5400), ("7d", 604_800),
    ])
    func `a time is read`(text: String, seconds: Double) { #expect(TimeSpan.parse(text) == seconds) }

    @Test(arguments: ["", "0", "m", "-1s", "10 m", "8d", "1w", "1e3", "..", "NaN"])
    func `what is no time is refused`(text: String) { #expect(TimeSpan.parse(text) == nil) }
}
