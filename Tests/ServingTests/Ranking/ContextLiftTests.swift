import Domain
import Foundation
import Matrices
import State
import Testing

@testable import Serving

/// A made-up shop whose visitors choose by mood, or do not: what the affinities add to the true popularity.
@Suite struct ContextLiftTests {
    private static let moods = ["calm", "wild", "sad"]
    private static let itemCount = 60

    /// The chance of an item in a mood: its popularity, times e^(effect · ±1) by a sign of its own for each mood.
    private static func chances(effect: Double, mood: Int) -> [Double] {
        var random = SeededRandom(seed: 77)
        let signs = (0..<itemCount * moods.count).map { _ in random.uniform() < 0.5 ? -1.0 : 1 }
        return (0..<itemCount).map { item in
            exp(effect * signs[item * moods.count + mood]) / Double(item + 4)
        }
    }

    private static func draw(_ chances: [Double], _ random: inout SeededRandom) -> Int {
        var left = random.uniform() * chances.reduce(0, +)
        for (item, chance) in chances.enumerated() {
            left -= chance
            if left < 0 { return item }
        }
        return chances.count - 1
    }

    /// NDCG@10 of 2,000 later choices by popularity, and by what the context makes of it.
    private static func ndcg(effect: Double, choices: Int, seed: UInt64) -> (plain: Double, suited: Double) {
        var (state, random) = (LiveState(weights: EventWeights()), SeededRandom(seed: seed))
        for place in 0..<choices {
            let mood = random.below(moods.count)
            let event = Event(
                user: Shop.id("u\(place)"), item: Shop.id("\(draw(chances(effect: effect, mood: mood), &random))"),
                kind: .view, time: Timestamp(milliseconds: Shop.now.milliseconds + Int64(place) * 86_400_000),
                context: ["mood": .string(moods[mood])])
            state.apply(LogRecord(sequence: Int64(place + 1), entry: .event(event)))
        }
        let popular = state.popularItems(limit: itemCount, at: Shop.now) { _ in true }
        let pool = popular.map { Candidate(item: $0.item, score: $0.score, ground: .popular) }
        var settings = RankingSettings()
        settings.context = ContextSettings(strength: 1, keys: ["mood"])
        let lists = moods.map { mood -> [ItemID] in
            var (request, adjusted) = (Shop.request(limit: 10), pool)
            request.context = ["mood": .string(mood)]
            let ranking = Ranking(settings, request, Visit(request, state), nil, state)
            ranking.adjust(&adjusted)
            return ranking.select(10, of: adjusted, below: []).map(\.item)
        }
        var (plain, suited) = (0.0, 0.0)
        for _ in 0..<2000 {
            let mood = random.below(moods.count)
            let item: ItemID = Shop.id("\(draw(chances(effect: effect, mood: mood), &random))")
            plain += gain(popular.firstIndex { $0.item == item })
            suited += gain(lists[mood].firstIndex(of: item))
        }
        return (plain / 2000, suited / 2000)
    }

    private static func gain(_ place: Int?) -> Double { place.map { $0 < 10 ? 1 / log2(Double($0) + 2) : 0 } ?? 0 }

    @Test func `where taste depends on the mood the affinities find what suits it`() {
        let (plain, suited) = Self.ndcg(effect: 0.8, choices: 4000, seed: 1)
        #expect(suited > plain * 1.12, "\(plain) -> \(suited)")
    }

    @Test func `a little evidence of a strong effect helps already`() {
        let (plain, suited) = Self.ndcg(effect: 0.8, choices: 600, seed: 2)
        #expect(suited > plain * 1.05, "\(plain) -> \(suited)")
    }

    @Test(arguments: [3, 4, 5, 6] as [UInt64])
    func `where taste does not depend on the mood lists hardly change`(seed: UInt64) {
        let (plain, suited) = Self.ndcg(effect: 0, choices: 2000, seed: seed)
        #expect(abs(suited - plain) < 0.01 * plain, "\(plain) -> \(suited)")
    }
}
