import Domain
import Foundation
import Testing

/// With `--json` standard output holds one document and nothing else, whether the work succeeds or fails.
@Suite(.serialized, .enabled(if: KindredProcess.executable != nil, "\(KindredProcess.comment)"))
struct JSONOutputTests {
    /// Lines in the order of a journey, with the exit code that each ends with.
    private static let lines: [(String, Int32)] = [
        ("recommend --user u1", 1), ("import events one.jsonl", 0), ("recommend --user u1", 0),
        ("train --model als", 0),
        ("releases list", 0), ("releases show 9", 1), ("doctor", 1),
        ("simulate --output files --items 200 --users 150", 0), ("import items files/items.jsonl", 0),
        ("import users files/users.jsonl", 0), ("import events files/events.csv files/events.csv", 0),
        ("import events missing.csv", 1), ("import events files/events.csv missing.csv", 1), ("import events empty", 1),
        ("import events files/events.csv --format nonsense", 64), ("train --model nonsense", 1),
        ("train --model item-knn", 0), ("train --model item-knn --set epochs=3", 1), ("releases list", 0),
        ("releases promote 1 --force", 0), ("releases promote 7", 1), ("releases show 1", 0), ("releases rollback", 1),
        ("evaluate --model item-knn --split last-one --k 5", 0), ("evaluate --split sideways", 64),
        ("recommend --user u-000001 --explain", 0), ("recommend --item p-00001", 0), ("recommend", 64),
        ("recommend --user u --limit 0", 64), ("export items --output out", 0),
        ("export events --output /dev/null/x", 1),
        ("doctor", 0), ("serve --port 99999", 64), ("nonsense", 64),
    ]

    @Test func `each subcommand prints exactly one document, also when it fails`() throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        try directory.write(#"{"user_id":"u","item_id":"i","type":"view","timestamp":1700000000}"#, to: "one.jsonl")
        let empty = directory.url.appending(path: "empty")
        try FileManager.default.createDirectory(at: empty, withIntermediateDirectories: true)
        for (line, code) in Self.lines {
            let outcome = try KindredProcess.shell("kindred --data shop --json \(line)", in: directory)
            #expect(outcome.code == code, "\(line): \(outcome.messages)")
            let document = try? JSONParser.parse(outcome.output).object
            #expect(document != nil, "\(line) printed: \(outcome.output.prefix(200))")
            #expect(
                (document?["error"] != nil) == (code != 0 && line != "doctor"), "\(line): \(outcome.output.prefix(200))"
            )
        }
    }

    @Test func `the same question twice gives the same bytes, and a reader that stops early does no harm`() throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let demo = "kindred --data shop demo --no-serve --items 300 --users 200 --seed 3"
        #expect(try KindredProcess.shell(demo, in: directory).code == 0)
        let line = "kindred --data shop --json recommend --user u-000002 --limit 20"
        let first = try KindredProcess.shell(line, in: directory)
        #expect(first.code == 0 && first.output.count > 1000)
        #expect(try KindredProcess.shell(line, in: directory).output == first.output)
        #expect(try KindredProcess.shell(line + " --threads 1", in: directory).output == first.output)
        for command in ["recommend --user u-000002 --limit 500 --explain", "export events --output -", "doctor --json"]
        {
            let outcome = try KindredProcess.shell("kindred --data shop \(command) | head -c 10", in: directory)
            #expect(outcome.code == 0 && outcome.output.utf8.count == 10, "\(command): \(outcome.messages)")
            #expect(outcome.messages.isEmpty, "\(command): \(outcome.messages)")
        }
    }
}
