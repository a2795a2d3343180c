import Domain
import Engine
import Testing

@Suite struct QuarantineTests {
    /// A data directory with three refused events: one without an item, one of an unknown kind, one that is no object.
    private func directory() async throws -> TemporaryDirectory {
        let directory = try TemporaryDirectory()
        var config = KindredConfig()
        config.intake.unknownKinds = .refuse
        let engine = try Kindred(directory: directory.path, config: config, purpose: .batch)
        var delivery = engine.delivery(.document, isPacked: false, maximumBytes: 1 << 20)
        try await delivery.take(
            Array(
                #"[{"user_id":"u","type":"view"},{"user_id":"u","item_id":"i","type":"sneeze"},"\u001b[31m"]"#.utf8))
        _ = try await delivery.finish()
        await engine.close()
        return directory
    }

    private func run(_ arguments: String..., in directory: TemporaryDirectory) async throws -> CommandRun {
        try await CommandRun(["quarantine"] + arguments, environment: ["KINDRED_DATA": directory.path])
    }

    @Test func `the list tells the newest first and how many wait by field`() async throws {
        let directory = try await directory()
        defer { directory.remove() }
        let list = try await run("list", in: directory)
        #expect(list.code == 0)
        let lines = list.output.split(separator: "\n")
        #expect(lines.count == 5)
        #expect(
            lines[1].contains(#""event" is a string, not an object"#) && lines[3].contains(#""item_id" is missing"#))
        #expect(lines[4] == "3 refused events wait, by field: event 1, item_id 1, type 1")
        let json = try await run("list", "--reason", "type", "--limit", "1", "--json", in: directory)
        let object = try #require(try JSONParser.parse(json.output).object)
        #expect(object["waiting"] == 3)
        #expect(object["events"]?.array?.map { $0.object?["field"] } == ["type"])
        try await #expect(run("list", "--limit", "0", in: directory).code == 64)
    }

    @Test func `an event is shown as it came, without what would move a terminal`() async throws {
        let directory = try await directory()
        defer { directory.remove() }
        let shown = try await run("show", "1", in: directory)
        #expect(shown.output.hasSuffix("\"item_id\" is missing\n{\"user_id\":\"u\",\"type\":\"view\"}\n"))
        try await #expect(!run("show", "3", in: directory).output.contains("\u{1B}"))
        let missing = try await run("show", "99", in: directory)
        #expect(missing.code == 1 && missing.messages.contains("No refused event has the number 99"))
    }

    @Test func `a retry tells what became of each, and a purge what is gone`() async throws {
        let directory = try await directory()
        defer { directory.remove() }
        try await #expect(run("retry", in: directory).code == 64)
        try await #expect(run("retry", "1", "--all", in: directory).code == 64)
        let all = try await run("retry", "--all", in: directory)
        #expect(all.code == 0 && all.output == "1 event taken, 2 refused again\n")
        let again = try await run("retry", "1", "2", in: directory)
        #expect(again.code == 1 && again.output == "0 events taken, 1 refused again, not in the quarantine: 2\n")
        try await #expect(run("purge", "1", in: directory).output == "1 refused event forgotten\n")
        try await #expect(run("purge", "--all", "--json", in: directory).output.contains("\"forgotten\": 1"))
        try await #expect(run("list", in: directory).output == "No refused event waits.\n")
    }
}
