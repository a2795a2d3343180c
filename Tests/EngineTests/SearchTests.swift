import Domain
import Foundation
import Matrices
import Models
import Serving
import Testing

@testable import Engine

/// What a release of many items is searched by: chosen at the training, kept with the models, told by the doctor.
@Suite struct SearchTests {
    private let directory: EngineDirectory

    init() throws { directory = try EngineDirectory() }

    /// An engine whose log knows 20,000 items, and a model of 8 dimensions trained on them.
    private func engine(_ kind: KindredConfig.Search.Kind, _ name: String, budgetMs: Double = 1) throws -> Kindred {
        var config = KindredConfig()
        config.threads = 2
        (config.search.kind, config.search.budgetMs) = (kind, budgetMs)
        let engine = try Kindred(directory: directory.path(name), config: config)
        var lines = "user_id,item_id,type,timestamp\n"
        for user in 0..<1700 {
            for step in 0..<24 {
                let item = (user * 12 + (step < 12 ? step : step * step * (1 + user % 3))) % 20_000
                lines += "u\(user),i\(item),purchase,\(1_790_000_000 + user * 31 + step)\n"
            }
        }
        _ = try engine.importEvents(from: directory.write(lines, to: "\(name).csv"))
        let settings = try [SettingAssignment("als.embedding_size=8"), SettingAssignment("als.epochs=2")]
        let request = TrainRequest(models: ["als"], settings: settings)
        _ = try engine.train(request)
        _ = try engine.promote(1, force: true)
        return engine
    }

    private func list(_ engine: Kindred, _ user: Int) throws -> [ItemID] {
        let request = RecommendationRequest(
            decision: "d", placement: .home, user: UserID(stringLiteral: "u\(user)"),
            time: Timestamp(milliseconds: 1_790_100_000_000))
        return try engine.preview(request).recommendations.map(\.item)
    }

    @Test func `a search in groups is part of the release, serves after a restart, and loses little`() throws {
        let (engine, exact) = (try engine(.clustered, "groups"), try engine(.exact, "all"))
        let served = try #require(engine.servingRelease?.models.first { $0.name == "als" })
        guard case .clustered(let search)? = served.search else { Issue.record("\(served.search as Any)"); return }
        #expect(search.recall >= 0.98 && search.share <= 0.5)
        let again = try Kindred(directory: directory.path("groups"))
        var hits = 0
        for user in stride(from: 0, to: 1700, by: 34) {
            #expect(try list(engine, user) == list(again, user))
            hits += Set(try list(engine, user)).intersection(try list(exact, user)).count
        }
        #expect(hits > 50 * 10 * 9 / 10)
        let findings = try engine.doctor().filter { $0.subject == "search" }
        #expect(findings.count == 1 && findings[0].text.contains("in groups and finds"), "\(findings)")
    }

    @Test func `reading all items is what is chosen while it is fast, and the doctor says how fast`() throws {
        let engine = try engine(.auto, "auto", budgetMs: 1000)
        guard case .exact? = engine.servingRelease?.models.first(where: { $0.name == "als" })?.search else {
            Issue.record("The search is not exact."); return
        }
        let findings = try engine.doctor().filter { $0.subject == "search" }
        #expect(findings.count == 1 && findings[0].text.contains("reads all of them"), "\(findings)")
    }

    @Test func `a release of changed settings keeps the search, and a file without a part of it is refused`() throws {
        let engine = try engine(.clustered, "changed")
        let change = try engine.changeServing { $0.leaveOutKinds = [] }
        let loaded = try engine.loadRelease(change.release)
        guard case .clustered? = loaded.models.first(where: { $0.name == "als" })?.search else {
            Issue.record("The search was lost.")
            return
        }
        let file = directory.path("changed/releases/000001/als.safetensors")
        var bytes = try [UInt8](Data(contentsOf: URL(filePath: file)))
        let name = Array("search.radii".utf8)
        let place = try #require(bytes.indices.first { bytes[$0...].starts(with: name) })
        bytes[place + 7] = UInt8(ascii: "x")
        try Data(bytes).write(to: URL(filePath: file))
        #expect {
            _ = try engine.loadRelease(1)
        } throws: { "\($0)".contains("search.radii") && "\($0)".contains("Train again") }
    }

    @Test func `settings out of range are refused by name`() {
        for (budget, recall) in [(0.0, 0.98), (1001, 0.98), (1, 0.4), (1, 1.1)] {
            var config = KindredConfig()
            (config.search.budgetMs, config.search.recall) = (budget, recall)
            #expect(throws: InvalidSetting.self) { try config.validated() }
        }
    }
}
