import Domain
import Foundation
import Testing

@Suite struct EventWeightsTests {
    @Test func `the default survives its file format`() throws {
        let data = try JSONEncoder().encode(EventWeights())
        #expect(try JSONDecoder().decode(EventWeights.self, from: data) == EventWeights())
        #expect(try EventWeights().validated() == EventWeights())
    }

    @Test func `a purchase outweighs a view and a return takes it back`() {
        let weights = EventWeights()
        #expect(weights.weight(of: .purchase, value: nil) > weights.weight(of: .view, value: nil))
        let sum = weights.weight(of: .purchase, value: nil) + weights.weight(of: .return, value: nil)
        #expect(weights.interactionWeight(sum: sum) == 0)
    }

    @Test func `a rating below the minimum weighs nothing`() {
        #expect(EventWeights().weight(of: .rating, value: 2.5) == 0)
        #expect(EventWeights().weight(of: .rating, value: 3) > 0)
    }

    @Test func `a kind that is not listed weighs nothing`() throws {
        let kind = try #require(EventKind("sneeze"))
        #expect(EventWeights().weight(of: kind, value: nil) == 0)
    }

    @Test func `an event counts half after its half-life`() {
        var weights = EventWeights()
        #expect(weights.decay(days: 1000) == 1)
        weights.halfLifeDays = 10
        #expect(abs(weights.decay(days: 10) - 0.5) < 1e-12)
        #expect(weights.decay(days: -5) == 1, "a clock that runs ahead gains nothing")
    }

    @Test func `repeats count as stated`() {
        var weights = EventWeights()
        #expect(weights.interactionWeight(sum: 1) == 1)
        #expect(weights.interactionWeight(sum: 3) == 2)
        weights.repeats = .sum
        #expect(weights.interactionWeight(sum: 3) == 3)
        weights.repeats = .once
        #expect(weights.interactionWeight(sum: 3) == 1)
    }

    @Test func `a setting out of range is named`() {
        var weights = EventWeights()
        weights.halfLifeDays = 0
        #expect(throws: InvalidSetting.self) { try weights.validated() }
        weights = EventWeights(kinds: ["view": .init(weight: .nan)])
        let error = #expect(throws: InvalidSetting.self) { try weights.validated() }
        #expect(error?.field == "events.kinds.view.weight")
    }
}
