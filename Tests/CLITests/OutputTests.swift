import Domain
import Foundation
import Testing

@testable import Engine
@testable import kindred

@Suite struct OutputTests {
    @Test func `colour is used where there is colour only`() {
        #expect(Terminal.none.coloured("error:", .red) == "error:")
        #expect(Terminal(width: 80, hasColour: true).coloured("error:", .red) == "\u{1B}[31merror:\u{1B}[0m")
    }

    @Test func `a pipe and a dumb terminal have neither colour nor a width`() {
        let file = open("/dev/null", O_WRONLY)
        defer { close(file) }
        let descriptor = Descriptor(number: file, name: "null")
        #expect(Terminal.of(descriptor, environment: [:]) == .none)
        #expect(Terminal.of(.standardError, environment: ["TERM": "dumb"]) == .none)
    }

    @Test func `a result is text without --json and JSON with it`() throws {
        let (plain, json) = (CapturedStreams(), CapturedStreams())
        try plain.console().result(["a": 1]) { "one" }
        try json.console(isJSON: true).result(["a": 1]) { "one" }
        #expect(plain.output == "one\n")
        #expect(try JSONParser.parse(json.output) == ["a": 1])
    }

    @Test func `writing to a pipe nobody reads says so`() throws {
        var ends: [Int32] = [0, 0]
        #expect(pipe(&ends) == 0)
        close(ends[0])
        defer { close(ends[1]) }
        signal(SIGPIPE, SIG_IGN)
        #expect {
            try Descriptor(number: ends[1], name: "pipe").write([1])
        } throws: {
            if case CommandError.outputClosed = $0 { true } else { false }
        }
    }

    @Test func `a full disk is an error with its reason`() throws {
        let full = open("/dev/full", O_WRONLY)
        guard full >= 0 else { return }
        defer { close(full) }
        do {
            try Descriptor(number: full, name: "Standard output").write([1])
            Issue.record("It was written.")
        } catch {
            #expect(error.description == "Standard output cannot be written: No space left on device.")
        }
    }

    @Test func `an export is there in full or not at all`() throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let file = try ExportFile(directory: directory.path + "/new", name: "items.jsonl")
        #expect(throws: EngineError.self) {
            try file.write { write in
                try write([1, 2, 3])
                throw EngineError.failed("It broke.")
            }
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path + "/new").isEmpty)
        let count = try file.write { write in
            for _ in 0..<100 { try write([UInt8](repeating: 65, count: 1000)) }
            return 100_000
        }
        #expect(FileManager.default.contents(atPath: file.path)?.count == count)
        #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path + "/new") == ["items.jsonl"])
    }

    @Test func `a file in the place of the export's directory is an error`() throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let path = try directory.write("", to: "file")
        #expect(throws: CommandError.self) { try ExportFile(directory: path, name: "items.jsonl") }
    }

    @Test func `an import's summary shows what needs a look`() {
        let summary = ImportSummary(
            file: "a.csv", format: "csv", rowsRead: 1000, imported: 980, duplicates: 10,
            rejected: [
                ImportSummary.Rejection(reason: "bad time", count: 10, example: "Row 3 of a.csv: \"time\" is \"x\".")
            ],
            rejectedFile: "a.csv.rejected", notes: ["Took userId as user."], seconds: 0.5)
        #expect(
            ImportText.of(summary, noun: "event") == """
                a.csv (csv): 1,000 rows, 980 events imported, 10 already there, 10 rejected, in 0.50 s (2,000 rows/s)
                  Took userId as user.
                  rejected: 10 × bad time
                    first: Row 3 of a.csv: "time" is "x".
                  The rejected rows are in a.csv.rejected; mend them there and import that file.
                """)
        #expect(ImportText.headline(summary, noun: "item").contains("10 unchanged"))
    }

    @Test func `a list is a table, with reasons and shares where they are asked for`() {
        let reason = Reason(
            code: .becauseOfHistory, text: "Because you chose Sock.",
            because: [Evidence(item: "s", share: 0.7), Evidence(item: "c", share: -0.05)])
        let decision = Decision(
            id: "d", placement: .home, release: 3, source: .personal,
            recommendations: [Recommendation(item: "i1", score: 1.25, position: 1, reason: reason)], logPosition: 1,
            time: Timestamp(seconds: 0))
        let names: [ItemID: String] = ["i1": "Cap\u{1B}[2J", "s": "Sock", "c": "Coat"]
        let plain = RecommendationText(explains: false) { names[$0] ?? "" }.of(decision)
        #expect(
            plain == """
                home: from the user's own history (release 3)

                #  title    item   score
                1  Cap\u{FFFD}[2J  i1    1.2500
                """)
        let explained = RecommendationText(explains: true) { names[$0] ?? "" }.of(decision)
        #expect(explained.hasSuffix("\n     Because you chose Sock.\n     70 % Sock, -5 % Coat"))
    }

    @Test func `an empty list says what to do`() {
        let decision = Decision(
            id: "d", placement: .home, release: nil, source: .empty, recommendations: [], logPosition: 0,
            time: Timestamp(seconds: 0))
        #expect(RecommendationText(explains: true) { $0.value }.of(decision).contains("Import items and events"))
    }
}
