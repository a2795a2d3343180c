import Domain
import Foundation
import Ingest
import Testing

@testable import Engine

@Suite struct DoctorTests {
    private let directory: EngineDirectory

    init() throws { directory = try EngineDirectory() }

    /// The findings on `events` and `items`, as `severity subject: text`.
    private func findings(events: String? = nil, items: String? = nil, promotes: Bool = false) throws -> [Finding] {
        let engine = try directory.engine()
        if let events { _ = try engine.importEvents(from: directory.write(events, to: "e.csv")) }
        if let items { _ = try engine.importItems(from: directory.write(items, to: "i.csv")) }
        if promotes { try #require(try engine.train(.init(models: ["item-knn"], promotes: true)).isChampion) }
        return try engine.doctor()
    }

    private func expect(_ findings: [Finding], _ severity: Finding.Severity, _ part: String, advice: String? = nil) {
        let found = findings.first { $0.text.contains(part) }
        #expect(found?.severity == severity, "\(part) is not in \(findings.map(\.text))")
        if let advice { #expect(found?.advice?.contains(advice) == true) }
    }

    @Test func `an empty directory lacks events, a catalogue and a release, the worst first`() throws {
        let findings = try findings()
        expect(findings, .problem, "The log has no events", advice: "kindred import events")
        expect(findings, .problem, "No release serves", advice: "kindred train --promote")
        expect(findings, .warning, "The catalogue is empty", advice: "kindred import items")
        let order = Finding.Severity.allCases.reversed().map(\.self)
        #expect(findings.map(\.severity) == order.flatMap { level in findings.map(\.severity).filter { $0 == level } })
    }

    @Test func `healthy data and a release that serves are fine`() throws {
        let findings = try findings(events: Checkerboard.csv(), items: Checkerboard.catalogue, promotes: true)
        #expect(findings.allSatisfy { $0.severity == .ok || $0.subject == "disk" }, "\(findings.map(\.text))")
        expect(findings, .ok, "720 events (720 view) of 60 users and 0 anonymous sessions with 40 items.")
        expect(findings, .ok, "Release 1 serves; its ndcg@10 on held-out interactions is ")
        expect(findings, .ok, "40 items, 40 of them available.")
    }

    @Test func `large counts are grouped`() throws {
        let rows = (0..<1200).map { "u\($0 % 100),i\($0 % 7),\(1_700_000_000 + $0)" }
        expect(
            try findings(events: "user,item,time\n" + rows.joined(separator: "\n")), .ok, "1,200 events (1,200 view)")
    }

    @Test func `times that are missing or in the future are warned of`() async throws {
        expect(try findings(events: "user,item\nu,a\nu,b\n"), .warning, "have no time", advice: "--columns time=")
        let engine = try directory.engine()
        let time = Timestamp(seconds: 4_102_444_800)
        _ = try await engine.record([Event(user: "u", item: "c", kind: .view, time: time)])
        expect(try engine.doctor(), .warning, "lie in the future", advice: "clock")
    }

    @Test func `refused events that wait are told with the field at fault`() async throws {
        let engine = try directory.engine()
        var delivery = engine.delivery(.lines, isPacked: false, maximumBytes: 100)
        try await delivery.take(Array("7\n{}\n8".utf8))
        _ = try await delivery.finish()
        await engine.quarantine.drain()
        expect(
            try engine.doctor(), .note, "3 refused events wait, by field: event 2, user_id 1.",
            advice: "quarantine list")
    }

    @Test func `types without a weight and ratings below the minimum are told`() throws {
        let text = "user,item,type,value,time\nu,a,teleported,,1700000000\nu,b,rating,1,1700000001\n"
        let findings = try findings(events: text)
        expect(
            findings, .warning, "Events of type teleported have no weight", advice: "\"teleported\": {\"weight\": 1}")
        expect(findings, .note, "1 events (50.0 %) are below the minimum", advice: "minimum_value")
    }

    @Test func `a type that is nearly a known one is asked about`() throws {
        let text = "user,item,type,time\nu,a,veiw,1700000000\nu,b,purchse,1700000001\nu,c,teleported,1700000002\n"
        let advice = try #require(
            findings(events: text).first { $0.text.hasPrefix("Events of type purchse, teleported, veiw have") }?.advice)
        #expect(
            advice.hasPrefix(
                "Did \"purchse\" mean \"purchase\"? Then mend the sender. Did \"veiw\" mean \"view\"? Then mend the sender. "
                    + "Otherwise give them one in the configuration: "))
    }

    @Test func `a share that would come out as none is not told as none`() {
        #expect(percentage(1, of: 10_000) == "under 0.1 %" && percentage(5, of: 10_000) == "0.1 %")
        #expect(percentage(0, of: 10_000) == "0.0 %" && percentage(0, of: 0) == "0 %")
    }

    @Test func `visitors with one item each and events about unknown items are told`() throws {
        let rows = (0..<20).map { "u\($0),i\($0),170000000\($0 % 10)" }
        let findings = try findings(
            events: "user,item,time\n" + rows.joined(separator: "\n"), items: "item_id,title\ni0,Hat\n")
        expect(findings, .warning, "of the visitors touched two items", advice: "user_id")
        expect(
            findings, .warning, "items that the catalogue does not know: 19 of 20 (95.0 %), \"i1\" for one.",
            advice: "ids")
    }

    @Test func `a catalogue that is sold out or says little is told`() throws {
        let findings = try findings(items: "item_id,stock\na,0\nb,0\n")
        expect(findings, .problem, "No item is available", advice: "stock")
        expect(findings, .note, "2 items have no title")
        expect(findings, .note, "2 items have neither category nor brand")
    }

    @Test func `a release that is old, unmeasured or of other weights is told`() throws {
        _ = try findings(events: Checkerboard.csv(), promotes: true)
        let more = (0..<400).map { "v\($0 % 9),i\($0 % 40),\(1_700_100_000 + $0)" }
        expect(
            try findings(events: "user,item,time\n" + more.joined(separator: "\n")), .warning,
            "The log has grown by 400 records", advice: "kindred train")
        var config = KindredConfig()
        config.events.kinds["view"]?.weight = 2
        expect(
            try Kindred(directory: directory.path("data"), config: config).doctor(), .warning, "weights",
            advice: "Train")
        let few = try directory.engine("few")
        _ = try few.importEvents(from: directory.write("user,item,time\nu,a,1700000000\n", to: "few.csv"))
        try few.promote(try few.train().release, force: true)
        expect(try few.doctor(), .warning, "without ever having been compared")
    }

    @Test func `a release whose bytes changed is found`() throws {
        _ = try findings(events: Checkerboard.csv(), promotes: true)
        let path = directory.path("data/releases/000001/item-knn.safetensors")
        var bytes = try #require(directory.bytes("data/releases/000001/item-knn.safetensors"))
        bytes[bytes.count - 1] ^= 1
        try Data(bytes).write(to: URL(filePath: path))
        expect(try findings(), .problem, "checksum", advice: "kindred releases rollback")
    }
}
