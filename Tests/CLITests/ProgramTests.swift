import ArgumentParser
import Domain
import Engine
import Foundation
import Testing

@testable import kindred

@Suite struct ProgramTests {
    /// Every subcommand that does work, by its words.
    static let leaves = leaves(of: KindredCommand.self, path: [])

    private static func leaves(of command: any ParsableCommand.Type, path: [String]) -> [[String]] {
        let children = command.configuration.subcommands
        guard !children.isEmpty else { return [path] }
        return children.flatMap { leaves(of: $0, path: path + [$0.configuration.commandName ?? ""]) }
    }

    @Test func `the subcommands are those that are promised`() {
        let words = Self.leaves.map { $0.joined(separator: " ") }
        #expect(
            words == [
                "import events", "import items", "import users", "train", "evaluate", "tune", "recommend", "export",
                "replay", "retention", "serve", "releases list", "releases show", "releases promote",
                "releases rollback", "decisions show", "decisions replay", "why-not", "placements list",
                "placements show", "placements apply", "rules list",
                "rules check", "rules test", "rules explain", "rules apply",
                "sentences show", "sentences apply", "quarantine list", "quarantine show", "quarantine retry",
                "quarantine purge", "checks", "exposure",
                "doctor", "demo", "simulate",
            ])
    }

    @Test(arguments: leaves)
    func `every subcommand's help has an example of itself and the global options`(path: [String]) async throws {
        let run = try await CommandRun(path + ["--help"])
        #expect(run.code == 0)
        #expect(run.messages.isEmpty)
        #expect(run.output.contains("Example:\n  kindred \(path.joined(separator: " "))"))
        for name in GlobalOptions.takesValue.keys { #expect(run.output.contains(name)) }
    }

    @Test func `the version is printed alone`() async throws {
        let run = try await CommandRun(["--version"])
        #expect((run.code, run.output, run.messages) == (0, Kindred.version + "\n", ""))
    }

    @Test(arguments: [
        ["train", "--nonsense"], ["nonsense"], ["recommend"], ["recommend", "--user", "a", "--item", "b"],
        ["recommend", "--user", ""], ["recommend", "--user", "a", "--limit", "0"],
        ["recommend", "--user", "a", "--limit", "x"],
        ["recommend", "--session", "a,,b"], ["recommend", "--user", "a", "--placement", "attic"],
        ["import", "events"], ["import", "events", "a.csv", "--type", "käufe"],
        ["import", "events", "a.csv", "--format", "xml"],
        ["import", "items", "a.csv", "--columns", "nonsense"], ["import", "items", "a.csv", "--encoding", "klingon"],
        ["import", "items", "a.csv", "--type", "view"], ["train", "--set", "epochs"], ["train", "--seed", "-1"],
        ["evaluate", "--k", "0"], ["evaluate", "--k", "10,x"], ["evaluate", "--train", "a"],
        ["evaluate", "--split", "odd"],
        ["evaluate", "--train", "a", "--test", "b", "--split", "time"], ["evaluate", "--format", "csv"],
        ["evaluate", "--negatives", "5"], ["evaluate", "--split", "sampled-negatives", "--negatives", "0"],
        ["evaluate", "--output", "board.pdf"], ["tune", "--model", "als", "--split", "sampled-negatives"],
        ["tune"], ["tune", "--model", "als", "--budget", "soon"], ["tune", "--model", "als", "--trials", "0"],
        ["tune", "--model", "als", "--metric", "gini@10"], ["tune", "--model", "als", "--split", "odd"],
        ["tune", "--model", "als", "--test", "b"], ["tune", "--model", "als", "--format", "csv"],
        ["tune", "--model", "als", "--model", "item-knn", "--output", "x.json"],
        ["tune", "--model", "als,item-knn", "--output", "x.json"], ["tune", "--model", ","],
        ["evaluate", "--output", "no-such-directory/board.html"],
        ["tune", "--model", "als", "--set", "epochs"], ["train", "--model-config"],
        ["export", "items"], ["export", "prices", "--output", "-"],
        ["releases", "show"], ["releases", "show", "one"], ["simulate"], ["simulate", "--output", "x", "--items", "0"],
        ["simulate", "--output", "x", "--days", "9999"], ["serve", "--port", "x"], ["serve", "--port", "65536"],
        ["serve", "--log-level", "loud"], ["doctor", "--threads", "-1"], ["doctor", "--memory", "lots"],
    ])
    func `a line that cannot be understood leaves with 64, says why, and prints no result`(line: [String]) async throws
    {
        let run = try await CommandRun(line)
        #expect(run.code == 64)
        #expect(run.output.isEmpty)
        #expect(run.messages.hasPrefix("error: "))
        let sentence = try #require(run.messages.split(separator: "\n").first)
        #expect(".?!".contains(try #require(sentence.last)), "\(sentence)")
        for noise in ["Error(", "Optional(", "kindred.", "Domain.", "Swift."] { #expect(!sentence.contains(noise)) }
    }

    @Test(arguments: [
        ["--json", "train", "--nonsense"], ["recommend", "--json"], ["import", "events", "/nowhere/a.csv", "--json"],
        ["--json", "releases", "show", "77"], ["export", "items", "--output", "-", "--json"],
        ["--config", "/nowhere.json", "--json", "doctor"],
    ])
    func `with --json a failure is one document on standard output`(line: [String]) async throws {
        let run = try await CommandRun(line)
        #expect(run.code != 0)
        let document = try JSONParser.parse(run.output)
        let message = try #require(document.object?["error"]?.object?["message"]?.string)
        #expect(run.messages.contains(message))
    }

    @Test(arguments: [
        ["doctor"], ["releases", "list"], ["recommend", "--user", "nobody"], ["recommend", "--session", "a,b"],
    ])
    func `with --json a result is one document on standard output`(line: [String]) async throws {
        let run = try await CommandRun(line + ["--json"])
        #expect(try JSONParser.parse(run.output).object?["error"] == nil)
    }

    @Test func `--json after two dashes is a file, not an option`() async throws {
        let run = try await CommandRun(["import", "events", "--", "--json"])
        #expect(run.code == 1)
        #expect(run.output.isEmpty)
    }

    @Test func `an unknown user is told honestly`() async throws {
        let run = try await CommandRun(["recommend", "--user", "nobody"])
        #expect(run.messages.contains("No user nobody is known"))
    }

    @Test func `a file that fails after another one names the one that is in`() async throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let good = try directory.write("user_id,item_id,timestamp\nu1,i1,1700000000\n", to: "good.csv")
        let run = try await CommandRun(["import", "events", good, directory.path + "/missing.csv"])
        #expect(run.code == 1)
        #expect(run.messages.contains("Imported before the failure: \(good)."))
    }

    @Test func `a reader that closes the pipe early is no failure`() async {
        let console = Console(
            isJSON: false, terminal: .none, resultTerminal: .none,
            writeResult: { _ throws(CommandError) in throw .outputClosed }, writeMessage: { _ in })
        let code = await Program.run(["--version"], environment: [:], console: { _ in console })
        #expect(code == 0)
    }
}

@Suite struct ErrorSentenceTests {
    private struct Bare: Error {}

    @Test func `an error without a sentence of its own asks to be reported`() {
        #expect(ErrorSentence.of(Bare()) == "Something unexpected went wrong (Bare()). Please report it.")
        #expect(ErrorSentence.exitCode(of: Bare()) == 1)
    }

    @Test func `an error of Foundation is told in its own words`() {
        let error = #expect(throws: (any Error).self) { try Data(contentsOf: URL(fileURLWithPath: "/nowhere/at/all")) }
        let sentence = error.map(ErrorSentence.of) ?? ""
        #expect(!sentence.contains("Domain"))
        #expect(!sentence.contains("NSError"))
        #expect(sentence.hasSuffix("."))
    }

    @Test func `a sentence is ended once`() {
        #expect(ErrorSentence.of(CommandError.failed("It broke")) == "It broke.")
        #expect(ErrorSentence.of(CommandError.failed("It broke. ")) == "It broke.")
        #expect(ErrorSentence.of(EngineError.failed("Is it broken?")) == "Is it broken?")
    }

    @Test func `a setting's error is the sentence of the setting`() {
        let error = InvalidSetting("server.port", problem: "is 9; give more")
        #expect(ErrorSentence.of(error) == "The setting server.port is 9; give more.")
    }
}
