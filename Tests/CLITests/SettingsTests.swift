import ArgumentParser
import Domain
import Engine
import Foundation
import Testing

@testable import kindred

@Suite struct SettingsTests {
    private func resolved(
        file text: String = "{}", environment: [String: String] = [:], flags: [String: String] = [:]
    ) throws -> KindredConfig {
        let file = try SettingsFile.checked(try JSONParser.parse(text), path: "kindred.json")
        return try SettingSources(file: file, environment: environment, flags: flags).resolved()
    }

    private func message(
        file: String = "{}", environment: [String: String] = [:], flags: [String: String] = [:]
    ) -> String {
        do { return "no error: \(try resolved(file: file, environment: environment, flags: flags))" } catch {
            return ErrorSentence.of(error)
        }
    }

    @Test func `without any source the defaults hold`() throws {
        #expect(try resolved() == KindredConfig())
    }

    @Test func `the environment counts more than the file, and an option more than both`() throws {
        let file = #"{"threads": 1, "server": {"port": 1001, "host": "file"}, "memory_bytes": 100000000}"#
        let environment = ["KINDRED_SERVER_PORT": "1002", "KINDRED_SERVER_HOST": "variable", "KINDRED_THREADS": "2"]
        let config = try resolved(file: file, environment: environment, flags: ["server.port": "1003"])
        #expect(config.server.port == 1003)
        #expect(config.server.host == "variable")
        #expect(config.threads == 2)
        #expect(config.memoryBytes == 100_000_000)
    }

    @Test func `every setting can be given in each of the three ways`() throws {
        let texts = [
            "threads": "3", "memory_bytes": "1GB", "events.half_life_days": "30.5", "events.repeats": "once",
            "state.session_timeout_minutes": "20", "state.segments": "country,plan",
            "state.context_keys": "mood,weekday", "state.time_zone": "Europe/Zurich", "state.exposure_by": "brand",
            "training.models": "als,item-knn", "training.seed": "18446744073709551615",
            "training.holdout_fraction": "0.3", "server.host": "0.0.0.0", "server.port": "1",
            "search.kind": "clustered", "search.budget_ms": "0.5", "search.recall": "0.9", "cache.memory_share": "0.1",
            "snapshots.records": "500", "snapshots.seconds": "0.5",
            "server.maximum_body_bytes": "1MB", "server.maximum_stream_bytes": "1GB",
            "server.deadline_ms": "250", "server.maximum_requests": "64", "decisions.per_second": "9",
            "quarantine.maximum": "7",
            "events.unknown_kinds": "refuse", "events.maximum_future_seconds": "5", "events.maximum_age_days": "30",
            "retention.events": "2y", "retention.decisions": "36h", "retention.superseded": "true",
        ]
        for setting in Setting.all {
            let text = try #require(texts[setting.name] ?? Self.check(setting), "\(setting.name) has no value here.")
            let byOption = try resolved(flags: [setting.name: text])
            let byVariable = try resolved(environment: [setting.environmentVariable: text])
            #expect(byOption != KindredConfig(), "\(setting.name)")
            #expect(byOption == byVariable, "\(setting.name)")
        }
    }

    /// A value for a setting below `checks` that is not its default.
    private static func check(_ setting: Setting) -> String? {
        guard setting.name.hasPrefix("checks.") else { return nil }
        if setting.name.hasSuffix(".tolerance") { return "0.2" }
        return setting.name.hasSuffix(".policy") ? "ignore" : "51"
    }

    @Test func `a policy that does not exist is refused with those that do`() {
        let error = #expect(throws: CommandError.self) {
            try resolved(environment: ["KINDRED_CHECKS_BOT_RATE_POLICY": "drop"])
        }
        #expect(error.map { "\($0)" }?.contains("ignore, mark or leave_out") == true)
    }

    @Test func `the defaults written as a settings file are the defaults again`() throws {
        var config = KindredConfig()
        config.events.halfLifeDays = 12
        config.training.models = ["item-knn", "als"]
        config.intake.unknownKinds = .refuse
        config.quarantine.maximum = 5
        config.retention.events = EventRetention(days: 400, kindDays: ["view": 90.5])
        config.retention.decisionDays = 30
        let text = String(decoding: try JSONEncoder().encode(config), as: UTF8.self)
        #expect(try resolved(file: text) == config)
    }

    @Test func `a kind keeps what it needs out of the box unless the file says what it needs`() throws {
        let file = #"""
            {"events": {"kinds": {"rating": {"weight": 1}, "dwell": {"weight": 1, "needs": []},
             "login": {"weight": 0, "touches": false, "needs": ["device"]}}}}
            """#
        let config = try resolved(file: file)
        #expect(
            config.intake.needs == ["rating": ["value"], "login": ["device"], "impression": ["item_id"]])
        #expect(config.events.kinds["login"] == EventWeights.Kind(weight: 0, touches: false))
    }

    @Test func `how long kinds are kept is a table of ages`() throws {
        let file = #"{"retention": {"events": "2y", "kinds": {"view": "90d", "play": "12w"}, "superseded": true}}"#
        let retention = try resolved(file: file).retention
        #expect(retention.events == EventRetention(days: 730.5, kindDays: ["view": 90, "play": 84]))
        #expect(retention.removesSuperseded && retention.decisionDays == nil)
        for (file, name) in [
            (#"{"retention": {"kinds": {"view": true}}}"#, "retention.kinds.view"),
            (#"{"retention": {"kinds": {"view": "90 days"}}}"#, "retention.kinds.view"),
            (#"{"retention": {"kinds": {"Not A Kind!": "90d"}}}"#, "retention.kinds.Not A Kind!"),
            (#"{"retention": {"events": "1m"}}"#, "retention.events"),
            (#"{"retention": {"event": "90d"}}"#, "retention.event"),
        ] {
            #expect(message(file: file).contains(name), "\(file)")
        }
    }

    @Test func `a kind in the file replaces its default and leaves the others`() throws {
        let file = #"{"events": {"kinds": {"view": {"weight": 0.5}, "listen": {"weight": 2, "minimum_value": 30}}}}"#
        let kinds = try resolved(file: file).events.kinds
        #expect(kinds["view"] == EventWeights.Kind(weight: 0.5))
        #expect(kinds["listen"] == EventWeights.Kind(weight: 2, minimumValue: 30))
        #expect(kinds["purchase"] == EventWeights.defaultKinds["purchase"])
    }

    @Test(arguments: [
        (#"{"server": {"prot": 1}}"#, #"sets "server.prot", which does not exist. Did you mean "server.port"?"#),
        (#"{"sever": {"port": 1}}"#, #"sets "sever", which does not exist. Did you mean "server"?"#),
        (#"{"port": 1}"#, #"sets "port", which does not exist. Did you mean "server.port"?"#),
        (#"{"memory": 1}"#, #"sets "memory", which does not exist."#),
        (#"{"events": {"kinds": {"view": {"wieght": 1}}}}"#, #"Did you mean "events.kinds.view.weight"?"#),
        (#"{"zzzzzzzzzzzz": 1}"#, "Remove it."),
        (#"{"server": {"port": true}}"#, "The setting server.port is true or false; give a whole number."),
        (#"{"server": {"port": "80"}}"#, "The setting server.port is a string; give a whole number."),
        (#"{"server": {"port": 80.5}}"#, "The setting server.port is a number; give a whole number."),
        (#"{"server": 8080}"#, "The setting server is a number; give an object."),
        (#"{"server": {"port": 65536}}"#, "The setting server.port is 65536; give 0 (any free port) to 65535."),
        (#"{"events": {"repeats": "twice"}}"#, #"is "twice"; give logarithmic, sum or once"#),
        (#"{"events": {"half_life_days": -1}}"#, "The setting events.half_life_days is -1.0"),
        (#"{"events": {"kinds": {"view": 1}}}"#, "events.kinds.view is a number; give an object"),
        (#"{"events": {"kinds": {"view": {}}}}"#, "events.kinds.view.weight is missing"),
        (#"{"events": {"kinds": {"view": {"weight": "x"}}}}"#, "events.kinds.view.weight is a string, not a number"),
        (#"{"events": {"kinds": {"view": {"weight": 101}}}}"#, "events.kinds.view.weight is 101.0; give -100 to 100"),
        (#"{"events": {"kinds": {"Big View": {"weight": 1}}}}"#, "events.kinds.Big View is no event kind"),
        (#"{"training": {"models": ["als", 1]}}"#, "The setting training.models is an array; give names."),
        (
            #"{"events": {"kinds": {"view": {"weight": 1, "touches": false}}}}"#,
            "events.kinds.view.touches is false with a weight of 1.0"
        ),
        (#"{"events": {"kinds": {"view": {"weight": 1, "needs": 5}}}}"#, "events.kinds.view.needs is a number"),
        (#"{"events": {"kinds": {"view": {"weight": 1, "needs": [""]}}}}"#, "events.kinds.view.needs has 1 names"),
        (#"{"events": {"unknown_kinds": "drop"}}"#, #"is "drop"; give keep or refuse"#),
        (#"{"events": {"maximum_age_days": 0}}"#, "The setting events.maximum_age_days is 0; give 1 to 3652059."),
        (#"{"events": {"maximum_future_seconds": -1}}"#, "events.maximum_future_seconds is -1; give 0 to 31536000"),
        (#"{"quarantine": {"maximum": -1}}"#, "The setting quarantine.maximum is -1"),
        ("[]", "holds an array; it must hold an object"),
    ])
    func `a mistake in the file is named with the next step and the file`(text: String, expected: String) {
        let message = message(file: text)
        #expect(message.contains(expected))
        #expect(message.contains("kindred.json"))
    }

    @Test func `a value that is out of range says where it came from`() {
        #expect(message(flags: ["threads": "-1"]).hasSuffix("It comes from the option --threads."))
        #expect(message(flags: ["memory_bytes": "1KB"]).hasSuffix("It comes from the option --memory."))
        #expect(
            message(environment: ["KINDRED_SERVER_PORT": "http"])
                == #"The setting server.port is "http"; give a whole number. It comes from the variable KINDRED_SERVER_PORT."#
        )
        let both = message(file: #"{"threads": 1}"#, environment: ["KINDRED_THREADS": "4000"])
        #expect(both.hasSuffix("It comes from the variable KINDRED_THREADS."))
    }

    @Test func `null in the file leaves the default`() throws {
        #expect(try resolved(file: #"{"threads": null, "server": null}"#) == KindredConfig())
    }

    @Test func `a variable that looks like a setting draws a warning`() {
        let sources = SettingSources(
            file: .none, environment: ["KINDRED_THREDS": "1", "KINDRED_DATA": "x", "HOME": "/"], flags: [:])
        #expect(
            sources.warnings == [
                "The variable KINDRED_THREDS is not a setting and is passed over. Did you mean KINDRED_THREADS?"
            ])
    }

    @Test func `the file is looked for where it was named, and in the data directory otherwise`() throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        #expect(try SettingsFile.read(named: nil, directory: directory.path).values.isEmpty)
        let other = try directory.write(#"{"threads": 5}"#, to: "other.json")
        #expect(try SettingsFile.read(named: other, directory: directory.path).values == ["threads": "5"])
        _ = try directory.write(#"{"threads": 4}"#, to: "kindred.json")
        #expect(try SettingsFile.read(named: nil, directory: directory.path).values == ["threads": "4"])
        #expect(throws: CommandError.self) {
            try SettingsFile.read(named: directory.path + "/missing.json", directory: directory.path)
        }
    }

    @Test(arguments: [("{\"threads\": 1", "at byte 13"), ("", "at byte 0"), ("threads = 1", "at byte 0")])
    func `a file that is not JSON is an error with the place`(text: String, place: String) throws {
        let directory = try TemporaryDirectory()
        defer { directory.remove() }
        let path = try directory.write(text, to: "kindred.json")
        do {
            _ = try SettingsFile.read(named: path, directory: directory.path)
            Issue.record("It was read.")
        } catch {
            #expect(error.description.contains("is not valid JSON \(place)"))
        }
    }

    @Test(arguments: [
        ("kitten", "sitting", 3), ("", "abc", 3), ("abc", "", 3), ("port", "prot", 1), ("same", "same", 0),
    ])
    func `the distance of two names is the number of edits`(a: String, b: String, distance: Int) {
        #expect(NearestName.distance(Array(a.utf8), Array(b.utf8)) == distance)
    }

    @Test func `every setting and every subcommand is in the documentation`() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let file = root.appendingPathComponent("Documentation/CommandLine.md")
        let text = try String(contentsOf: file, encoding: .utf8)
        for setting in Setting.all { #expect(text.contains("| `\(setting.name)` |"), "\(setting.name)") }
        for command in KindredCommand.configuration.subcommands {
            let name = command.configuration.commandName ?? ""
            #expect(text.contains("| `\(name)"), "\(name)")
        }
    }
}
