import Domain
import Foundation
import Testing

/// What only a process of its own can show: pipes, signals, the working directory, the exit code.
@Suite(.enabled(if: KindredProcess.executable != nil, "\(KindredProcess.comment)"))
struct ProcessTests {
    @Test func `the reader of an export may stop early`() throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let lines = (0..<20_000).map { #"{"item_id":"item-\#($0)","title":"Title number \#($0)"}"# }
        try directory.write(lines.joined(separator: "\n"), to: "items.jsonl")
        #expect(try KindredProcess.shell("kindred import items items.jsonl", in: directory).code == 0)
        let outcome = try KindredProcess.shell("kindred export items --output - | head -n 1", in: directory)
        #expect(outcome.code == 0)
        #expect(try JSONParser.parse(outcome.output).object?["item_id"] != nil)
        #expect(!outcome.messages.contains("error"))
    }

    @Test func `Ctrl-C ends work with 130`() throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let line = """
            "$KINDRED" simulate --output shop --items 50000 --users 100000 --days 730 & pid=$!
            for _ in $(seq 200); do [ -d shop ] && break; read -r -t 0.05 <> <(:) || :; done
            kill -INT $pid; wait $pid
            """
        let outcome = try KindredProcess.shell("set -m; " + line, in: directory)
        #expect(outcome.code == 130)
        #expect(outcome.messages.contains("Interrupted"))
        #expect(!directory.has("shop/events.csv"))
    }

    @Test func `the data directory is the working directory's kindred-data, or the one that is named`() throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        try directory.write("user_id,item_id,timestamp\nu1,i1,1700000000\n", to: "events.csv")
        #expect(try KindredProcess.shell("kindred import events events.csv", in: directory).code == 0)
        #expect(directory.has("kindred-data"))
        let named = try KindredProcess.shell("kindred --data elsewhere import events events.csv", in: directory)
        #expect(named.code == 0)
        #expect(directory.has("elsewhere"))
    }

    @Test func `a full disk under the result is an error`() throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
        let line = "kindred simulate --output shop --items 200 --users 150 --json > /dev/full"
        let outcome = try KindredProcess.shell(line, in: directory)
        #expect(outcome.code == 1)
        #expect(outcome.messages.contains("Standard output cannot be written: No space left on device."))
    }

    @Test func `nothing but text reaches a file: no colour and no redrawing`() throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let outcome = try KindredProcess.shell("kindred simulate --output shop --items 100 --users 50", in: directory)
        #expect(outcome.code == 0)
        #expect(!(outcome.output + outcome.messages).contains("\u{1B}"))
        #expect(!(outcome.output + outcome.messages).contains("\r"))
    }
}
