import Domain
import State
import Testing

@testable import Serving

@Suite struct ScoreAdjustmentTests {
    private static let day: Int64 = 86_400_000

    /// Three items: an old dear one that most touch, a new one, and one that earns well.
    private static var state: LiveState {
        func item(_ name: String, days: Int64?, _ price: Double, _ attributes: JSONObject) -> LogEntry {
            var item = Item(id: Shop.id(name))
            item.publishedAt = days.map { Timestamp(milliseconds: Shop.now.milliseconds - $0 * Self.day) }
            (item.price, item.attributes) = (price, attributes)
            return .item(item)
        }
        return Shop.state(
            [
                item("boot", days: 14, 100, ["cost": 90]), item("sock", days: 0, 10, ["margin": 0.5]),
                item("hat", days: nil, 20, ["cost": 5]),
            ] + (0..<7).map { Shop.event("u\($0)", "boot") } + [Shop.event("u1", "sock")], describing: [])
    }

    private func adjusted(_ settings: RankingSettings, scores: [Float] = [4, 2, 1]) -> [Candidate] {
        let pool = zip(["boot", "sock", "hat"], scores).map {
            Candidate(item: Shop.id($0.0), score: $0.1, ground: .popular)
        }
        return ScoreAdjustment(settings, Shop.request(), Self.state).adjust(pool)
    }

    private func settings(_ change: (inout RankingSettings) -> Void) -> RankingSettings {
        var settings = RankingSettings()
        change(&settings)
        return settings
    }

    @Test func `with nothing on, scores stay as they are`() {
        #expect(adjusted(RankingSettings()).map(\.score) == [4, 2, 1])
        #expect(adjusted(RankingSettings()).allSatisfy { $0.parts.isEmpty })
    }

    @Test func `a score fades by half of its share in a half-life`() {
        let list = adjusted(settings { $0.freshness = FreshnessSettings(share: 0.5, halfLifeDays: 14) })
        // 1 · (0.5 + 0.25), 0.5 · 1, 0.25 · 0.5, over the best of them.
        #expect(list.map(\.score) == [1, Float(0.5 / 0.75), Float(0.125 / 0.75)])
        #expect(list[0].parts.map(\.name) == ["relevance", "freshness"])
    }

    @Test func `popularity is held against an item by its exponent`() {
        let list = adjusted(settings { $0.damping = 1 })
        // (1 + 7)^-1 · 1, (1 + 1)^-1 · 0.5, 1 · 0.25: the sock and the hat are level.
        #expect(list.map(\.score) == [0.5, 1, 1])
    }

    @Test func `objectives are shares of the whole`() {
        let list = adjusted(settings { $0.objectives = ObjectiveWeights(relevance: 2, margin: 1, novelty: 1) })
        #expect(list.map { $0.parts.map(\.name) } == Array(repeating: ["relevance", "margin", "novelty"], count: 3))
        #expect(list[0].parts.map(\.value) == [0.5, 0.025, 0])
        #expect(list[1].parts.prefix(2).map(\.value) == [0.25, 0.125])
        #expect(abs(list[1].parts[2].value - 0.25 * (1 - 1.0 / 3)) < 1e-6)
        #expect(list[2].parts.map(\.value) == [0.125, 0.1875, 0.25])
    }

    @Test func `the parts add up to the score`() {
        let list = adjusted(
            settings {
                $0.objectives = ObjectiveWeights(relevance: 3, margin: 0.2, novelty: 0.7)
                ($0.damping, $0.freshness) = (0.3, FreshnessSettings(share: 0.9, halfLifeDays: 5))
                $0.context.strength = 1
            })
        for candidate in list {
            #expect(abs(candidate.parts.reduce(0) { $0 + $1.value } - candidate.score) < 1e-6)
        }
    }

    @Test func `where no score is above zero all count alike`() {
        let list = adjusted(settings { $0.damping = 1 }, scores: [0, -1, 0])
        #expect(list.map(\.score) == [0.125, 0.5, 1])
    }

    @Test(arguments: [[.nan, 1, 2], [1e30, -1e30, 0], [.infinity, 1, 0]] as [[Float]])
    func `scores that have gone astray stay finite`(scores: [Float]) {
        let list = adjusted(
            settings { ($0.damping, $0.objectives.margin) = (1, 1) }, scores: scores.map { Candidate.bounded($0) })
        #expect(list.allSatisfy { $0.score.isFinite })
    }
}
