import Domain
import Matrices
import State
import Testing

@testable import Serving

@Suite struct RankingTests {
    private static func id<Tag>(_ number: Int) -> Identifier<Tag> { Shop.id("item \(number)") }

    /// Items of four brands and five categories, a visitor who likes one of them, and counts of all sorts.
    private static func state(_ random: inout SeededRandom, items: Int) -> LiveState {
        let catalogue = (0..<items).map { number -> LogEntry in
            var item = Item(id: id(number))
            item.categories = random.uniform() < 0.9 ? ["shop", "category \(random.below(5))"] : []
            item.brand = random.uniform() < 0.8 ? "brand \(random.below(4))" : nil
            item.price = random.uniform() < 0.8 ? random.uniform() * 100 : nil
            item.attributes = ["margin": .number(random.uniform()), "supplier": .string("s\(random.below(3))")]
            return .item(item)
        }
        let events = (0..<200).map { place in
            LogEntry.event(
                Event(
                    user: Shop.id("u\(random.below(20))"), item: id(random.below(items)), kind: .purchase,
                    time: Timestamp(milliseconds: Shop.now.milliseconds - Int64(place) * 7_000_000),
                    context: ["mood": .string(["calm", "wild"][random.below(2)])]))
        }
        return Shop.state(catalogue + events, describing: [])
    }

    private static func settings(_ random: inout SeededRandom) -> RankingSettings {
        var settings = RankingSettings()
        if random.uniform() < 0.5 { settings.context.strength = random.uniform() * 2 }
        if random.uniform() < 0.5 { settings.freshness = FreshnessSettings() }
        if random.uniform() < 0.5 { settings.damping = random.uniform() }
        if random.uniform() < 0.5 { settings.objectives = ObjectiveWeights(relevance: 1, margin: 1, novelty: 1) }
        let method = DiversitySettings.Method.allCases[random.below(3)]
        if random.uniform() < 0.8 {
            settings.diversity = DiversitySettings(
                method, strength: random.uniform(), by: [.category, .brand, .priceBand])
        }
        if random.uniform() < 0.5 { settings.caps = [CapSettings(by: .brand, most: 1 + random.below(2), window: 4)] }
        if random.uniform() < 0.5 { settings.exposure = ExposureSettings(["s1": .init(floor: 0.6)]) }
        return settings
    }

    private func ranking(_ settings: RankingSettings, _ state: LiveState, user: String = "u1") -> Ranking {
        let request = Shop.request(user: user)
        return Ranking(settings, request, Visit(request, state), nil, state)
    }

    private func pool(_ count: Int, _ random: inout SeededRandom) -> [Candidate] {
        (0..<count).map {
            Candidate(item: Self.id($0), score: Float(random.below(9)) / 3 - 0.3, ground: .popular)
        }
    }

    @Test(arguments: 1...100 as ClosedRange<UInt64>)
    func `a list is made of the pool, none twice, as long as it can be, and the same again`(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let state = Self.state(&random, items: 40)
        let ranking = ranking(Self.settings(&random), state)
        var pool = pool(1 + random.below(40), &random)
        let items = pool.map(\.item)
        ranking.adjust(&pool)
        #expect(pool.map(\.item) == items, "seed \(seed)")
        let (above, count) = (random.below(min(5, pool.count)), random.below(20))
        let list = Array(pool.prefix(above))
        let chosen = ranking.select(count, of: Array(pool.dropFirst(above)), below: list)
        #expect(chosen.count == min(count, pool.count - above), "seed \(seed)")
        #expect(Set(chosen.map(\.item)).count == chosen.count)
        #expect(Set(chosen.map(\.item)).isSubset(of: items.dropFirst(above)))
        let again = ranking.select(count, of: Array(pool.dropFirst(above).reversed()), below: list)
        #expect(again.map(\.item) == chosen.map(\.item), "the order of the pool tells, seed \(seed)")
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func `with every strength at nought a list is the best by score`(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let state = Self.state(&random, items: 40)
        var settings = RankingSettings()
        settings.diversity = DiversitySettings(.mmr, strength: 0)
        settings.freshness = FreshnessSettings(share: 0)
        let ranking = ranking(settings, state)
        #expect(ranking.isPlain)
        var pool = pool(40, &random)
        ranking.adjust(&pool)
        let best = pool.sorted { $0.score != $1.score ? $0.score > $1.score : $0.item < $1.item }
        let chosen = ranking.select(12, of: pool, below: [])
        #expect(chosen.map(\.item) == best.prefix(12).map(\.item))
        #expect(chosen.allSatisfy { $0.parts.isEmpty })
    }

    /// What is chosen of ten `a`, ten `b` and ten `c`, all `a` above all `b` above all `c`, by somebody who chose an `a` and
    /// three `c`.
    private func kinds(_ diversity: DiversitySettings?, user: String = "u") -> [String] {
        let names = (0..<30).map { ["a", "b", "c"][$0 / 10] + "\(10 + $0 % 10)" }
        let own = ["a1", "c1", "c2", "c3"]
        let state = Shop.state(
            (names + own).map { .item(Shop.item($0, categories: [String($0.prefix(1))])) }
                + own.map { Shop.event("u", $0, .purchase) }, describing: [])
        var settings = RankingSettings()
        settings.diversity = diversity
        let pool = names.enumerated().map {
            Candidate(item: Shop.id($0.element), score: 1 - Float($0.offset) / 60, ground: .popular)
        }
        return ranking(settings, state, user: user).select(8, of: pool, below: []).map {
            String($0.item.value.prefix(1))
        }
    }

    @Test func `diversity brings the kinds that scores alone would not`() {
        #expect(kinds(nil) == Array(repeating: "a", count: 8))
        #expect(kinds(DiversitySettings(.mmr, strength: 0.5)).prefix(3) == ["a", "b", "c"])
        #expect(Set(kinds(DiversitySettings(.xquad, strength: 0.9))) == ["a", "c"])
        #expect(Set(kinds(DiversitySettings(.xquad, strength: 0.9), user: "nobody")) == ["a", "b", "c"])
    }

    @Test func `a calibrated list has the proportions of what the visitor did`() {
        let kinds = kinds(DiversitySettings(.calibration, strength: 0.99))
        #expect(kinds.count { $0 == "a" } == 2)
        #expect(kinds.count { $0 == "c" } == 6)
        #expect(self.kinds(DiversitySettings(.calibration, strength: 0.5), user: "nobody") == self.kinds(nil))
    }
}
