import Domain
import Serving
import State
import Testing

/// Whole lists under a placement's settings.
@Suite struct RankedListsTests {
    /// Twelve items of two brands that others bought: the popular ones are all of one.
    private static var state: LiveState {
        let items = (0..<12).map { number -> LogEntry in
            var item = Shop.item("i\(10 + number)", brand: number < 8 ? "big" : "small", categories: ["c\(number % 3)"])
            item.attributes = ["margin": .number(number == 11 ? 1 : 0)]
            return .item(item)
        }
        let events = (0..<12).flatMap { number in
            (0..<(12 - number)).map { Shop.event("u\($0)", "i\(10 + number)", .purchase) }
        }
        return Shop.state(items + events, describing: [])
    }

    private func list(_ change: (inout RankingSettings) -> Void, limit: Int = 6) -> Decision {
        var (settings, placement) = (ServingSettings(), PlacementSettings(.visitor, []))
        change(&placement.ranking)
        settings.placements["home"] = placement
        let release = ServingRelease(number: 7, items: Vocabulary([]), models: [], settings: settings)
        return decide(Shop.request(user: "nobody", limit: limit), release, Self.state)
    }

    @Test func `without settings a list has no parts and stands by score`() {
        let decision = list { _ in }
        #expect(decision.recommendations.allSatisfy { $0.parts.isEmpty })
        #expect(decision.items == (10..<16).map { "i\($0)" })
    }

    @Test func `a cap holds over the whole list`() {
        let decision = list { $0.caps = [CapSettings(by: .brand, most: 1, window: 2)] }
        #expect(decision.items == ["i10", "i18", "i11", "i19", "i12", "i20"])
        #expect(decision.recommendations.map(\.position) == Array(1...6))
    }

    @Test func `what earns stands higher, and the answer says by how much`() throws {
        var decision = list { $0.objectives = ObjectiveWeights(relevance: 1, margin: 1) }
        #expect(decision.items.first == "i21")
        for place in decision.recommendations {
            #expect(place.parts.map(\.name) == ["relevance", "margin"])
            #expect(abs(place.parts.reduce(0) { $0 + $1.value } - place.score) < 1e-6)
        }
        #expect(try #require(decision.recommendations.first).parts.last?.value == 0.5)
        // What was asked is not in an answer.
        decision.request = nil
        let read = try Decision(json: decision.json, logPosition: decision.logPosition, time: decision.time)
        #expect(read == decision)
    }

    @Test func `a list that is longer than the catalogue holds all of it`() {
        let decision = list(
            {
                $0.caps = [CapSettings(by: .brand, most: 1, window: 3)]
                $0.diversity = DiversitySettings(.mmr)
            }, limit: 100)
        #expect(Set(decision.items).count == 12 && decision.items.count == 12)
    }
}
