import Domain
import Foundation
import Matrices
import Models
import TestSupport
import Testing

@Suite struct TrendingTests {
    static func config(windowDays: Double = 1, halfLifeDays: Double = 36_500, segments: [String] = []) -> TrendingConfig
    {
        var config = TrendingConfig()
        (config.windowDays, config.halfLifeDays, config.segments) = (windowDays, halfLifeDays, segments)
        return config
    }

    static func model(_ set: TrainingSet, _ config: TrendingConfig) throws -> TrendingModel {
        try TrendingModel.train(set, config: config, options: TrainingOptions())
    }

    /// A shop whose `items` have as many visitors in each window of a day, the last first.
    static func shop(_ items: KeyValuePairs<String, [Int]>, segments: [String] = []) throws -> SegmentShop {
        var shop = try SegmentShop([:])
        for (item, windows) in items {
            for (day, visitors) in windows.enumerated() {
                try shop.visit(item, visitors: visitors, days: Double(day), segments: segments)
            }
        }
        return shop
    }

    static let steady: KeyValuePairs = [
        "burst": [30, 10, 10, 10, 10], "steady": [20, 20, 20, 20, 20], "three": [3, 0, 0, 0, 0],
        "fading": [15, 25, 24, 26, 25],
    ]

    /// The number is that of Tests/Golden/scripts/trends_golden.py.
    @Test func `an item that rises scores the least that its share can have risen by, the others nothing`() throws {
        let scores = try Self.model(Self.shop(Self.steady).set, Self.config()).scores()
        #expect(abs(scores[0] - 0.4433117) <= 2e-6, "\(scores)")
        #expect(scores[1...] == [0, 0, 0])
    }

    @Test func `three visitors are no trend, though there were none before`() throws {
        let world: KeyValuePairs = ["steady": [30, 30, 30, 30, 30], "three": [3, 0, 0, 0, 0]]
        #expect(try Self.model(Self.shop(world).set, Self.config()).scores() == [0, 0])
        // Nor is it the minimum alone that holds them back where there are many items to test.
        var config = Self.config()
        config.minimumVisitors = 1
        var shop = try Self.shop(world)
        for item in 0..<50 {
            for day in 0...4 { try shop.visit("item\(item)", visitors: 6, days: Double(day)) }
        }
        #expect(try Self.model(shop.set, config).scores().allSatisfy { $0 == 0 })
    }

    @Test func `one visitor is one, however often and for however long they come back`() throws {
        var shop = try Self.shop(["steady": [20, 20, 20, 20, 20]])
        for touch in 0..<500 { try shop.visit("bot", by: "bot", days: Double(touch) / 1000) }
        // Ten faithful visitors a day are no rise, nor are they in a base of four days.
        for day in 0...4 { for fan in 0..<10 { try shop.visit("faithful", by: "fan\(fan)", days: Double(day)) } }
        #expect(try Self.model(shop.set, Self.config()).scores() == [0, 0, 0])
    }

    @Test func `when everything is busier nothing trends`() throws {
        let world: KeyValuePairs = ["a": [60, 20, 20, 20, 20], "b": [90, 30, 30, 30, 30], "c": [30, 10, 10, 10, 10]]
        #expect(try Self.model(Self.shop(world).set, Self.config()).scores() == [0, 0, 0])
    }

    @Test func `of equal rises the later stands first`() throws {
        var shop = try Self.shop(["steady": [200, 200, 200, 200, 200], "early": [], "late": []])
        try shop.visit("early", visitors: 20, days: 0.9)
        try shop.visit("late", visitors: 20, days: 0.4)
        let scores = try Self.model(shop.set, Self.config(halfLifeDays: 0.5)).scores()
        #expect(scores[0] == 0 && scores[1] > 0)
        #expect(abs(scores[2] / scores[1] - 2) <= 1e-5, "half a day is one half-life")
    }

    @Test func `events without a time, or without a past to compare with, are no trend`() throws {
        #expect(try Self.model(Worlds.random(seed: 4), Self.config()).scores().allSatisfy { $0 == 0 })
        #expect(try Self.model(Self.shop(["a": [50], "b": [5]]).set, Self.config()).scores() == [0, 0])
        #expect(try Self.model(Self.shop(["a": [1, 50], "b": [0, 5]]).set, Self.config()).scores() == [0, 0])
    }

    @Test func `a trend of one country is one there, and its visitors see everybody's too`() throws {
        var shop = try Self.shop(["world": [90, 10, 10, 10, 10], "steady": [400, 400, 400, 400, 400], "local": []])
        for day in 0...4 {
            try shop.visit("steady", visitors: 30, days: Double(day), segments: ["country=CH"])
            try shop.visit("local", visitors: 12, days: Double(day))
        }
        try shop.visit("local", visitors: 10, days: 0, segments: ["country=CH"])
        let model = try Self.model(shop.set, Self.config(segments: ["country"]))
        let (all, swiss) = (model.scores(), model.scores(in: ["country=CH"]))
        #expect(all[0] > 0 && all[1] == 0 && all[2] == 0)
        #expect(swiss[0] == all[0] && swiss[1] == 0 && swiss[2] > 0)
        #expect(model.scores(in: ["country=FR"]) == all)
        #expect(try TrendingModel(tensors: model.tensors, config: model.config).scores(in: ["country=CH"]) == swiss)
    }

    @Test func `a category shows the trends of its items alone`() throws {
        var shop = try SegmentShop(["boots": ["Shoes"], "tea": ["Food"], "rice": ["Food"]])
        for day in 0...4 {
            for item in ["boots", "tea"] { try shop.visit(item, visitors: day == 0 ? 60 : 10, days: Double(day)) }
            try shop.visit("rice", visitors: 300, days: Double(day))
        }
        let model = try Self.model(shop.set, Self.config(segments: ["category"]))
        let (all, shoes) = (model.scores(), model.scores(in: ["category=Shoes"]))
        #expect(all[0] > 0 && all[1] > 0 && all[2] == 0)
        #expect(shoes == [all[0], 0, 0])
    }

    @Test func `it does what every model does`() throws {
        try ModelConformance(TrendingModel.self, config: TrendingConfig(), isPersonal: false).check()
        let config = Self.config(segments: ["category", "device"])
        try ModelConformance(TrendingModel.self, config: config, isPersonal: false).check()
    }

    /// Each setting to refuse.
    static let misfits: [(field: String, change: @Sendable (inout TrendingConfig) -> Void)] = [
        ("trending.window_days", { $0.windowDays = 0 }), ("trending.base_windows", { $0.baseWindows = 0 }),
        ("trending.half_life_days", { $0.halfLifeDays = .nan }),
        ("trending.minimum_visitors", { $0.minimumVisitors = 0 }),
        ("trending.false_discovery_rate", { $0.falseDiscoveryRate = 0.6 }),
        ("trending.segments", { $0.segments = ["x", "x"] }),
    ]

    @Test(arguments: misfits.indices)
    func `a setting out of range is refused by name`(_ index: Int) {
        var config = TrendingConfig()
        Self.misfits[index].change(&config)
        let error = #expect(throws: InvalidSetting.self) { try config.validated() }
        #expect(error?.field == Self.misfits[index].field)
    }
}

/// Worlds in which visitors come at random: what is found must be there.
@Suite struct TrendingWorldTests {
    /// A Poisson number by counting how many exponential waits fit in; *Source:* Knuth, 1997, section 3.4.1.
    private static func poisson(_ mean: Double, _ random: inout SeededRandom) -> Int {
        let end = exp(-mean)
        var count = 0
        var product = random.uniform()
        while product > end {
            product *= random.uniform()
            count += 1
        }
        return count
    }

    /// Sixty items of 1...40 visitors a day for five weeks; item 7 has `burst` times as many in the last week.
    private static func world(seed: UInt64, burst: Double = 1) throws -> TrainingSet {
        var random = SeededRandom(seed: seed)
        var shop = try SegmentShop([:])
        for item in 0..<60 {
            let rate = pow(40, Double(item) / 59) * 0.25
            for day in 0..<35 {
                let factor = item == 7 && day < 7 ? burst : 1
                let visitors = poisson(rate * factor, &random)
                try shop.visit("item\(item)", visitors: visitors, days: Double(day) + 0.5)
            }
        }
        return shop.set
    }

    @Test func `where nothing changes, lists with a trend are rarer than the level`() throws {
        let worlds: UInt64 = 100
        let withTrend = try (1...worlds).count { seed in
            let model = try TrendingTests.model(Self.world(seed: seed), TrendingConfig())
            return model.scores().contains { $0 > 0 }
        }
        // At most 5 are expected of 100; more than 11 would be one chance in a hundred.
        #expect(withTrend <= 11, "\(withTrend) of \(worlds) worlds have a trend")
    }

    @Test(arguments: 1...10 as ClosedRange<UInt64>)
    func `a planted burst is found`(seed: UInt64) throws {
        let model = try TrendingTests.model(Self.world(seed: seed, burst: 8), TrendingConfig())
        let scores = model.scores()
        let place = try #require(scores.indices.max { scores[$0] < scores[$1] })
        #expect(scores[7] > 0 && scores[place] == scores[7], "item \(place) leads")
        #expect(scores.count { $0 > 0 } <= 2)
    }
}
