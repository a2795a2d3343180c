import Domain
import Models
import Serving
import State
import Testing

/// Lists from the live counters, without a training.
@Suite struct LiveListTests {
    private static func view(_ user: String, _ item: String, day: Int, country: String? = nil) -> LogEntry {
        var event = Event(
            user: Shop.id(user), item: Shop.id(item), kind: .view,
            time: Timestamp(seconds: Shop.now.milliseconds / 1000 - Int64(day) * 86_400))
        event.context["country"] = country.map { .string($0) }
        return .event(event)
    }

    /// Every day 40 visitors of the boot; the tent had 2 a day, and has 15 since yesterday.
    private static let week: [LogEntry] = (0..<8).flatMap { day in
        (0..<40).map { view("b\(day)-\($0)", "boot", day: day) }
            + (0..<(day < 2 ? 15 : 2)).map { view("t\(day)-\($0)", "tent", day: day) }
    }

    @Test func `what rises is in the list of trends on the day it does, and what always sells is not`() {
        let decision = decide(Shop.request(.trending, limit: 2), nil, Shop.state(Self.week))
        #expect(decision.source == .trending)
        #expect(decision.items == ["tent", "boot"])
        #expect(decision.codes == [.rising, .popular])
        #expect(decision.texts[0] == "More and more popular")
    }

    @Test func `where nothing rises the list of trends is what is popular`() {
        let steady = (0..<8).flatMap { day in (0..<9).map { Self.view("u\(day)-\($0)", "boot", day: day) } }
        for state in [Shop.state(steady), Shop.state([])] {
            let decision = decide(Shop.request(.trending), nil, state)
            #expect(decision.source == .popular && decision.items.first == "boot")
        }
    }

    @Test func `what rises and may not be shown is in no list`() {
        let decision = decide(
            Shop.request(.trending, limit: 3), nil, Shop.state(Self.week + [.itemDeleted(Shop.id("tent"))]))
        #expect(!decision.items.contains("tent") && decision.items.count == 3)
    }

    @Test func `one visitor's many views are no trend`() {
        let bot = (0..<500).map { _ in Self.view("bot", "hat", day: 0) }
        let decision = decide(Shop.request(.trending, limit: 1), nil, Shop.state(Self.week + bot))
        #expect(decision.items == ["tent"])
    }

    @Test func `a country's list is what it chooses now, above what the release says`() {
        let abroad = (0..<220).map { Self.view("u\($0)", $0 % 5 == 0 ? "hat" : "tent", day: 0, country: "CH") }
        let state = Shop.state(abroad)
        func list(_ context: JSONObject) -> [String] {
            var request = Shop.request(.popular)
            request.context = context
            return decide(request, Shop.release(), state).items
        }
        #expect(list(["country": "CH"]) == ["tent", "hat", "boot", "sock"])
        #expect(list(["country": "FR"]) == ["boot", "hat", "tent", "sock"])
        #expect(list(["country": "CH", "category": "Camping"]).first == "boot", "only the release knows categories")
    }

    @Test func `a list for a merged session is its user's, and nobody else's`() {
        let state = Shop.state([
            Shop.event("ann", "boot"),
            .event(Event(session: "s", item: "hat", kind: .view, time: Shop.now)),
            .merged(session: "s", into: "ann", time: Shop.now),
        ])
        func list(user: String?) -> Decision {
            var request = Shop.request(user: user)
            request.session = "s"
            return decide(request, Shop.release(), state)
        }
        #expect(list(user: nil).source == .personal)
        #expect(list(user: nil).items == list(user: "ann").items)
        #expect(Set(list(user: nil).items) == ["sock", "tent"])
        #expect(list(user: "bob").items.contains("hat"), "what ann saw is none of bob's")
    }
}
