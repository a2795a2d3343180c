import Domain
import Foundation
import Testing

/// The main job from end to end on a small made-up shop, each step a process of its own.
@Suite(.serialized, .enabled(if: KindredProcess.executable != nil, "\(KindredProcess.comment)"))
struct JourneyTests {
    private static let demo = "kindred --data shop demo --no-serve --items 400 --users 300 --seed 5"

    private func json(_ line: String, in directory: TemporaryDirectory) throws -> JSONObject {
        let outcome = try KindredProcess.shell("kindred --data shop --json " + line, in: directory)
        #expect(outcome.code == 0, "\(line): \(outcome.messages)")
        return try #require(try JSONParser.parse(outcome.output).object)
    }

    @Test func `from a seed to explained lists, promotion and back`() throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }

        let first = try KindredProcess.shell(Self.demo, in: directory)
        #expect(first.code == 0, "\(first.messages)")
        for part in ["Made a shop of 400 items and 300 users", "Trained and evaluated"] {
            #expect(first.messages.contains(part))
        }
        for part in ["Learned from ", "popular", "als", "item-knn", "For u-", "On the page of ", "For somebody new:"] {
            #expect(first.output.contains(part), "\(part) is not in:\n\(first.output)")
        }

        let second = try KindredProcess.shell(Self.demo, in: directory)
        #expect(second.code == 0, "\(second.messages)")
        #expect(second.messages.contains("Trained before: release 1 serves"))
        #expect(second.messages.contains("0 events imported"))

        let list = try json("recommend --user u-000001 --limit 5", in: directory)
        let places = try #require(list["recommendations"]?.array)
        #expect(places.count == 5)
        #expect(list["release"]?.integer == 1)
        #expect(places.first?.object?["reason"]?.object?["text"]?.string?.isEmpty == false)
        #expect(try json("recommend --user u-000001 --limit 5", in: directory) == list)

        let report = try json("train --model item-knn", in: directory)
        #expect(report["release"]?.integer == 2)
        #expect(try json("releases promote 2 --force", in: directory)["champion"]?.integer == 2)
        #expect(try json("releases rollback", in: directory)["champion"]?.integer == 1)
        let releases = try #require(try json("releases list", in: directory)["releases"]?.array)
        #expect(releases.map { $0.object?["champion"]?.bool } == [true, false])
        #expect(try json("releases show 2", in: directory).isEmpty == false)

        let board = try json("evaluate --model item-knn --split random --k 10", in: directory)
        let models = try #require(board["models"]?.array)
        #expect(models.map { $0.object?["model"]?.string } == ["popular", "item-knn"])
        let recall = models.last?.object?["metrics"]?.object?["recall@10"]?.object
        #expect(recall?["value"]?.double != nil)
        #expect(recall?["low"]?.double != nil)
    }

    @Test func `a file whose every row is refused is a failure`() throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        try directory.write("user_id,item_id,timestamp\nu1,i1,yesterday\nu1,i2,soon\n", to: "bad.csv")
        #expect(try KindredProcess.shell("kindred import events bad.csv", in: directory).code == 1)
        try directory.write("user_id,item_id,timestamp\nu1,i1,yesterday\nu1,i2,1700000000\n", to: "half.csv")
        #expect(try KindredProcess.shell("kindred import events half.csv", in: directory).code == 0)
    }

    @Test(arguments: ["recommend --user u", "train", "doctor", "releases list", "export events --output -", "evaluate"])
    func `a mistyped data directory is told, and not made`(line: String) throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let outcome = try KindredProcess.shell("kindred --data mistyped \(line)", in: directory)
        #expect(outcome.code == 1)
        #expect(outcome.messages.contains("There is no database at "), "\(outcome.messages)")
        #expect(try KindredProcess.shell("test -e mistyped", in: directory).code == 1)
    }

    @Test func `what is exported can be imported elsewhere and is the same`() throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let steps = """
            kindred simulate --output files --items 200 --users 100 --days 10 &&
            kindred --data shop import items files/items.jsonl && kindred --data shop import users files/users.jsonl &&
            kindred --data shop import events files/events.csv &&
            for s in items users events; do
              kindred --data shop export $s --output one && kindred --data copy import $s one/$s* &&
              kindred --data copy export $s --output two || exit 9
            done
            diff --recursive one two
            """
        let outcome = try KindredProcess.shell(steps, in: directory)
        #expect(outcome.code == 0, "\(outcome.output)\n\(outcome.messages)")
    }

    @Test func `bad rows are kept aside, the rest is imported, and a second time changes nothing`() throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let rows = "user_id,item_id,timestamp\nu1,i1,1700000000\nu2,i2,yesterday\nu3,i3,1700000001\n"
        try directory.write(rows, to: "events.csv")
        let first = try json("import events events.csv", in: directory)["imports"]?.array?.first?.object
        #expect(first?["imported"]?.integer == 2)
        #expect(first?["rejected"]?.integer == 1)
        #expect(directory.has("events.csv.rejected"))
        let second = try json("import events events.csv", in: directory)["imports"]?.array?.first?.object
        #expect(second?["imported"]?.integer == 0)
        #expect(second?["duplicates"]?.integer == 2)
        let strict = try KindredProcess.shell("kindred --data other import events events.csv --strict", in: directory)
        #expect(strict.code == 1)
        let count = try KindredProcess.shell("kindred --data other export events --output -", in: directory)
        #expect(count.output.isEmpty)
    }

    @Test func `a demo does not mix with other data`() throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        try directory.write("user_id,item_id,timestamp\nu1,i1,1700000000\n", to: "events.csv")
        #expect(try KindredProcess.shell("kindred --data shop import events events.csv", in: directory).code == 0)
        let outcome = try KindredProcess.shell(Self.demo, in: directory)
        #expect(outcome.code == 1)
        #expect(outcome.messages.contains("holds data that is not the demo's"))
    }
}
