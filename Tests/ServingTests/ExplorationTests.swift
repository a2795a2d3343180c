import Domain
import Serving
import State
import Testing

@Suite struct ExplorationTests {
    private static let known = (0..<20).map { "known \($0)" }
    private static let fresh = (0..<10).map { "fresh \($0)" }

    /// Each of the known items has met 40 visitors, the fresh ones nobody.
    private static let state = Shop.state(
        known.flatMap { item in (0..<40).map { Shop.event("u\($0)", item) } }, describing: known + fresh)

    private static func release(share: Double) -> ServingRelease {
        var settings = ServingSettings()
        settings.placements["home"] = PlacementSettings.builtIn[.home]
        settings.placements["home"]?.exploration = share
        return Shop.release(settings: settings)
    }

    private static func decision(_ number: Int, share: Double) -> Decision {
        var request = Shop.request(limit: 10)
        request.decision = Shop.id("decision \(number)")
        return decide(request, release(share: share), state)
    }

    @Test func `a share of the places goes to items that few have met, with its probability in the record`() {
        var (explored, places) = (0, 0)
        for number in 0..<400 {
            let decision = Self.decision(number, share: 0.2)
            #expect(decision.items.count == 10 && Set(decision.items).count == 10)
            places += 10
            var left = 10.0
            for place in decision.recommendations {
                if place.reason.code == .explored {
                    explored += 1
                    #expect(place.propensity == 0.2 / left)
                    left -= 1
                } else {
                    #expect(place.propensity == 0.8)
                }
            }
        }
        // 4,000 places: a share of 0.2 with a standard deviation of 0.006.
        #expect(abs(Double(explored) / Double(places) - 0.2) < 0.03)
    }

    @Test func `the same decision draws the same, another one something else`() {
        let one = Self.decision(1, share: 0.5)
        #expect(Self.decision(1, share: 0.5) == one)
        #expect((2..<6).contains { Self.decision($0, share: 0.5).items != one.items })
    }

    @Test func `without a share nothing is drawn, and nothing is said of probability`() {
        let decision = Self.decision(1, share: 0)
        #expect(decision.recommendations.allSatisfy { $0.propensity == nil && $0.reason.code != .explored })
    }

    @Test func `what is forbidden is not explored either`() {
        var request = Shop.request(limit: 10)
        request.exclude = Set(Self.fresh.map { Shop.id($0) })
        let decision = decide(request, Self.release(share: 0.5), Self.state)
        let fresh = decision.recommendations.filter { $0.item.value.hasPrefix("fresh") }
        #expect(fresh.isEmpty)
    }
}
