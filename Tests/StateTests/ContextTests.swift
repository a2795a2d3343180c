import Domain
import Foundation
import Matrices
import Testing

@testable import State

@Suite struct ContextTests {
    private static let weights = EventWeights()

    /// Choices of `items` by as many visitors, one a day, in contexts that `draw` makes.
    private static func state(
        seed: UInt64, choices: Int, items: Int, settings: StateSettings = StateSettings(),
        _ draw: (inout SeededRandom, Int) -> (context: JSONObject, hour: Int)
    ) -> LiveState {
        var (state, random) = (LiveState(weights: weights, settings: settings), SeededRandom(seed: seed))
        for choice in 0..<choices {
            let item = random.below(items)
            let (context, hour) = draw(&random, item)
            let day = Int64(choice) * 24
            state.fold(
                Event(
                    user: Logs.id("u\(choice)"), item: Logs.id("i\(item)"), kind: .view,
                    time: Timestamp(seconds: 1_790_035_200 + (day + Int64(hour)) * 3600), context: context))
        }
        return state
    }

    private static func ratio(_ state: LiveState, _ item: String, _ context: JSONObject, hour: Int64 = 12) -> Double {
        state.contextAffinities(to: context, at: Timestamp(seconds: 1_790_035_200 + hour * 3600))
            .logRatio(of: state.itemNumber(of: Logs.id(item)))
    }

    @Test func `where items do not differ in their contexts nothing is learned`() throws {
        // Ten logs without any difference: 20 standard errors in all would be believed by chance.
        for seed in 1...10 as ClosedRange<UInt64> {
            let state = Self.state(seed: seed, choices: 3000, items: 100) { random, _ in
                (["mood": .string(["calm", "wild", "sad"][random.below(3)])], random.below(24))
            }
            let largest = (0..<100).map { abs(Self.ratio(state, "i\($0)", ["mood": "calm"])) }.max() ?? 0
            #expect(largest < 0.15, "seed \(seed): \(largest)")
        }
    }

    @Test func `the prior of items drawn from a Dirichlet distribution is found again`() throws {
        // Even items are calm with 0.8, odd ones with 0.2: a beta distribution of these moments has m = 1 / (4 · 0.09) - 1.
        let state = Self.state(seed: 3, choices: 20_000, items: 200) { random, item in
            (["mood": random.uniform() < (item % 2 == 0 ? 0.8 : 0.2) ? "calm" : "wild"], 12)
        }
        let key = try #require(state.contexts.keys[0])
        let strength = try #require(key.priorStrength)
        #expect(abs(strength - (1 / (4 * 0.09) - 1)) < 0.15, "\(strength)")
        #expect(state.contexts.timeKeys[0].priorStrength == nil, "all at noon")
    }

    @Test func `an item suits the context it was chosen in, as the formula says`() throws {
        let state = Self.state(seed: 3, choices: 4000, items: 40) { random, item in
            (["mood": random.uniform() < (item % 2 == 0 ? 0.8 : 0.2) ? "calm" : "wild"], 12)
        }
        let key = try #require(state.contexts.keys[0])
        let item = Int(try #require(state.itemNumber(of: "i4")).value)
        let slots = state.contexts.slots[item]
        let calm = try #require(key.values.firstIndex(of: "calm"))
        let count = Double(slots.first { $0.value == calm }?.count ?? 0)
        let total = slots.reduce(0.0) { $0 + Double($1.count) }
        let (share, prior) = (Double(key.counts[calm]) / Double(key.total), try #require(key.priorStrength))
        let expected = log((count + prior * share) / (total + prior) / share)
        #expect(abs(Self.ratio(state, "i4", ["mood": "calm"]) - expected) < 1e-12)
        #expect(expected > 0.3)
        #expect(Self.ratio(state, "i5", ["mood": "calm"]) < -0.5)
        #expect(Self.ratio(state, "i4", ["mood": "odd"]) == 0)
        #expect(Self.ratio(state, "i4", ["weather": "rain"]) == 0)
        #expect(Self.ratio(state, "never met", ["mood": "calm"]) == 0)
        #expect(
            state.contextAffinities(to: ["mood": "calm"], at: Timestamp.unknown, keys: ["weather"]).isEmpty)
    }

    @Test func `the time of day is learned by the shop's clock`() throws {
        var settings = StateSettings()
        settings.timeZone = "+06:00"
        // By this clock even items are chosen at 1 in the night, odd ones at 13 o'clock.
        let state = Self.state(seed: 9, choices: 2000, items: 20, settings: settings) { _, item in
            ([:], item % 2 == 0 ? 19 : 7)
        }
        #expect(state.contexts.timeKeys[0].counts[0] + state.contexts.timeKeys[0].counts[2] == 2000)
        #expect(Self.ratio(state, "i2", [:], hour: 20) > 0.5)
        #expect(Self.ratio(state, "i3", [:], hour: 20) < -0.5)
        #expect(Self.ratio(state, "i3", ["time_of_day": "afternoon"], hour: 20) > 0.5)
        #expect(Self.ratio(state, "i3", ["time_of_day": "tea time"], hour: 20) == 0)
    }

    @Test func `a key of many values is closed, and its counts go`() throws {
        let state = Self.state(seed: 1, choices: 200, items: 5) { random, item in
            (["page": .string("p\(random.below(90))"), "mood": item == 0 ? "calm" : "wild"], 12)
        }
        #expect(state.contexts.closedKeys == ["page"])
        #expect(state.contexts.keys.compactMap { $0?.name } == ["mood"])
        #expect((0..<5).allSatisfy { state.contexts.slots[$0].count == 1 })
    }

    @Test func `no more keys are kept than there is room for`() {
        let state = Self.state(seed: 1, choices: 400, items: 5) { random, _ in
            let name = "key \(random.below(200))"
            return (JSONObject([(name, "a"), ("long", .string(String(repeating: "x", count: 65)))]), 12)
        }
        #expect(state.contexts.keys.count == ContextTable.maximumKeys)
        #expect(state.contexts.closedKeys == ["long"])
        #expect(state.contexts.slots[0].count <= ContextTable.maximumKeys)
    }

    @Test func `only the keys that the settings name count`() {
        var settings = StateSettings()
        settings.contextKeys = ["mood", "weekday"]
        let state = Self.state(seed: 1, choices: 50, items: 5, settings: settings) { _, _ in
            (["mood": "calm", "weather": "rain"], 12)
        }
        #expect(state.contexts.keys.compactMap { $0?.name } == ["mood"])
        #expect(state.contexts.timeKeys.map(\.total) == [0, 50])
    }

    @Test func `a choice counts once a visit, and one without a time in no part of a day`() {
        var state = LiveState(weights: Self.weights)
        for _ in 0..<3 {
            state.fold(Event(user: "u", item: "i", kind: .view, time: Logs.start, context: ["mood": "calm"]))
        }
        #expect(state.contexts.keys.first??.total == 1)
        state.fold(Event(user: "v", item: "i", kind: .view, time: .unknown, context: ["mood": "calm"]))
        #expect(state.contexts.keys.first??.total == 2)
        #expect(state.contexts.timeKeys[0].total == 1)
    }

    @Test func `an item counts once a part of the day, and once a day`() {
        var table = ContextTable(StateSettings())
        for hour in [0, 1, 13, 14, 13, 25, 13] as [Int64] {
            table.add(0, at: Timestamp(seconds: 1_790_035_200 + hour * 3600), [:])
        }
        // The last one came a day late and counts again: only the latest day is remembered.
        #expect(table.timeKeys[0].counts == [2, 0, 2, 0])
        #expect(table.timeKeys[1].total == 3)
    }

    @Test func `a rush of some days is no liking for their weekdays`() {
        var table = ContextTable(StateSettings())
        for item in 0..<100 as Range<UInt32> {
            // Wanted on three days in a row, at every hour of them.
            for hour in 0..<72 as Range<Int64> {
                let time = 1_790_035_200 + Int64(item % 7) * 86_400 + hour * 3600
                table.add(item, at: Timestamp(seconds: time), [:])
            }
        }
        #expect(table.timeKeys.map(\.total) == [1200, 300])
        #expect(table.timeKeys.allSatisfy { $0.priorStrength == nil })
    }

    @Test func `counts at their limit are halved, and the sums stay those of the counts`() throws {
        var table = ContextTable(StateSettings())
        for choice in 0..<70_000 {
            let night = Timestamp(seconds: 86_400 * Int64(choice))
            table.add(0, at: Timestamp(milliseconds: night.milliseconds + 43_200_000), ["mood": "calm"])
            if choice % 3 == 0 { table.add(1, at: night, ["mood": "wild"]) }
            if choice % 7 == 0 { table.add(0, at: night, ["mood": "wild"]) }
        }
        let mood = try #require(table.keys[0])
        #expect(
            mood.counts
                == [0, 1].map { value in
                    (0..<2).reduce(0) { sum, item in
                        sum + (table.slots[item].first { $0.value == value }.map { Int($0.count) } ?? 0)
                    }
                })
        #expect(
            mood.totalSquares
                == (0..<2).reduce(0) { sum, item in
                    let total = table.slots[item].reduce(0) { $0 + Int($1.count) }
                    return sum + total * total
                })
        let parts = table.timeKeys[0]
        #expect(parts.counts == (0..<4).map { lane in Int(table.times[0][lane]) + Int(table.times[1][lane]) })
        #expect(parts.total < 100_000 && parts.total == parts.counts.reduce(0, +))
    }
}
