import Domain
import Models
import Serving
import Testing

@testable import Engine

/// The shares of the evidence that a served list tells are the models' own parts of the score.
@Suite struct EvidenceTests {
    @Test(arguments: ["als", "item-knn", "ease", "slim", "rp3beta", "gf-cf"])
    func `the parts of all past items add up to the score, and the shares told are theirs`(model: String) async throws {
        let directory = try EngineDirectory()
        let engine = try directory.engine()
        _ = try engine.importEvents(from: directory.write(Checkerboard.csv(), to: "e.csv"))
        _ = try engine.train(.init(models: [model]))
        try engine.promote(1, force: true)
        let release = try #require(engine.servingRelease)
        let served = try #require(release.models.first { $0.name == model }).model
        let touched: [ItemID] = ["i2", "i8", "i14"]
        _ = try await engine.record(
            touched.enumerated().map {
                Event(user: "fresh", item: $1, kind: .view, time: Timestamp(seconds: 1_799_000_000 + Int64($0)))
            })
        let decision = try engine.list(user: "fresh", limit: 5)
        let past = touched.compactMap { item in release.items[item].map { (item, $0) } }.sorted { $0.1 < $1.1 }
        let query = ScoringQuery(history: past.map { HistoryItem(item: $0.1, weight: 1) }, time: decision.time)
        var compared = 0
        for place in decision.recommendations where place.reason.code == .becauseOfHistory {
            let index = try #require(release.items[place.item])
            let parts = try #require(served.contributions(query, to: [index]))[0]
            let sum = parts.reduce(0, +)
            #expect(abs(sum - place.score) <= 2e-3 * parts.reduce(0.01) { $0 + abs($1) })
            for evidence in place.reason.because {
                let part = try #require(past.firstIndex { $0.0 == evidence.item })
                #expect(abs(evidence.share - parts[part] / sum) < 1e-3)
            }
            let rest = zip(past, parts).filter { past, _ in !place.reason.because.contains { $0.item == past.0 } }
            let told = place.reason.because.reduce(0) { $0 + $1.share }
            #expect(abs(told + rest.reduce(0) { $0 + $1.1 / sum } - 1) < 1e-3)
            compared += 1
        }
        #expect(compared > 0)
    }
}
