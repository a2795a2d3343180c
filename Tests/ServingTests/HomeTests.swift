import Domain
import Foundation
import Models
import Serving
import State
import Testing

@Suite struct HomeTests {
    @Test func `a list rests on the history, is filled with popular items, and says which is which`() {
        let decision = decide(
            Shop.request(user: "ann"), Shop.release(), Shop.state([Shop.event("ann", "boot", .purchase)]))
        #expect(decision.source == .personal)
        #expect(decision.items == ["sock", "tent", "hat"])
        #expect(decision.texts == ["Because you bought Boot", "Because you bought Boot", "Popular right now"])
        #expect(decision.codes == [.becauseOfHistory, .becauseOfHistory, .popular])
        #expect(decision.recommendations.map(\.position) == [1, 2, 3])
        #expect(decision.recommendations[0].reason.because == [Evidence(item: "boot", share: 1)])
        #expect(decision.release == 7)
        #expect(decision.logPosition == 5)
        #expect(decision.time == Shop.now)
    }

    @Test func `a single model keeps its own scores`() {
        let state = Shop.state([Shop.event("ann", "boot")])
        let decision = decide(Shop.request(user: "ann", limit: 2), Shop.release(), state)
        #expect(decision.recommendations.map(\.score) == [3, 1])
    }

    @Test func `an unknown user and a request without one get what is popular`() {
        for user in ["stranger", nil] {
            let decision = decide(Shop.request(user: user), Shop.release(), Shop.state([]))
            #expect(decision.source == .popular)
            #expect(decision.items == ["boot", "hat", "tent", "sock"])
            #expect(decision.codes.allSatisfy { $0 == .popular })
        }
    }

    @Test func `an event changes the next list without retraining`() {
        let release = Shop.release()
        var state = Shop.state([])
        let before = decide(Shop.request(user: "ann", limit: 1), release, state)
        state.apply(LogRecord(sequence: 100, entry: Shop.event("ann", "sock")))
        let after = decide(Shop.request(user: "ann", limit: 1), release, state)
        #expect(before.source == .popular)
        #expect(after.source == .personal)
        #expect(after.items == ["boot"])
        #expect(after.texts == ["Because you viewed Sock"])
    }

    @Test func `an anonymous session is answered by what it touched, from the log or from the request`() {
        let visit = Event(session: "s", item: "boot", kind: .addToCart, time: Shop.now)
        var request = Shop.request(limit: 1)
        request.session = "s"
        let logged = decide(request, Shop.release(), Shop.state([.event(visit)]))
        #expect(logged.source == .session)
        #expect(logged.items == ["sock"])
        #expect(logged.texts == ["Because you put Boot in your cart"])
        request.items = ["tent"]
        let named = decide(request, Shop.release(), Shop.state([.event(visit)]))
        #expect(named.source == .session)
        #expect(named.items == ["boot"])
        #expect(named.texts == ["Because you viewed Tent"])
    }

    @Test func `a user's history and their session's count together`() throws {
        let state = Shop.state([
            Shop.event("ann", "tent"), .event(Event(session: "s", item: "sock", kind: .purchase, time: Shop.now)),
        ])
        var request = Shop.request(user: "ann", limit: 1)
        request.session = "s"
        let decision = decide(request, Shop.release(), state)
        #expect(decision.source == .personal)
        #expect(decision.items == ["boot"])
        let because = try #require(decision.recommendations.first).reason.because
        #expect(because.map(\.item) == ["sock", "tent"])
        #expect(abs(because.map(\.share).reduce(0, +) - 1) < 1e-6)
    }

    @Test func `an item in two histories has the sum of both, one the request names at least a view`() {
        let state = Shop.state([
            Shop.event("ann", "boot"), .event(Event(session: "s", item: "boot", kind: .purchase, time: Shop.now)),
        ])
        var request = Shop.request(user: "ann", limit: 1)
        request.session = "s"
        // S = 1 + 5, and the sock's likeness is 3.
        #expect(abs(decide(request, Shop.release(), state).recommendations[0].score - 3 * log2(7)) < 1e-5)
        request.items = ["boot"]
        #expect(decide(request, Shop.release(), state).recommendations[0].score == 3)
    }

    @Test func `without a release the state's own counters and content answer`() {
        let described: [LogEntry] = [
            .item(Shop.item("boot", brand: "Acme")), .item(Shop.item("sock", brand: "Acme")),
            Shop.event("bob", "tent", .purchase),
        ]
        let stranger = decide(Shop.request(user: "ann"), nil, Shop.state(described))
        #expect(stranger.source == .popular)
        #expect(stranger.release == nil)
        #expect(stranger.items == ["tent", "boot", "hat", "sock"])
        #expect(stranger.texts.last == "Also in the catalogue")
        let known = decide(Shop.request(user: "ann"), nil, Shop.state(described + [Shop.event("ann", "boot")]))
        #expect(known.source == .content)
        #expect(known.items == ["sock", "tent", "hat"])
        #expect(known.texts[0] == "Same brand as Boot")
    }

    @Test func `an empty catalogue and an excluded one give an empty list`() {
        let nothing = decide(Shop.request(user: "ann"), nil, LiveState(weights: EventWeights()))
        #expect(nothing.source == .empty)
        #expect(nothing.recommendations.isEmpty)
        var request = Shop.request(user: "ann")
        request.exclude = Set(Shop.items.map { Shop.id($0) })
        let excluded = decide(request, Shop.release(), Shop.state([Shop.event("ann", "boot")]))
        #expect(excluded.source == .empty)
        #expect(excluded.recommendations.isEmpty)
    }

    @Test func `an item nobody described is recommended, a deleted one never`() {
        var state = Shop.state([], describing: [])
        #expect(decide(Shop.request(), Shop.release(), state).items == ["boot", "hat", "tent", "sock"])
        state.apply(LogRecord(sequence: 1, entry: .itemDeleted("boot")))
        #expect(decide(Shop.request(), Shop.release(), state).items == ["hat", "tent", "sock"])
    }

    @Test func `what the visitor touched is left out, or only what the settings name, and always what they hid`() {
        let state = Shop.state([
            Shop.event("ann", "boot", .purchase), Shop.event("ann", "hat"), Shop.event("ann", "tent", .hide),
        ])
        func items(_ kinds: [String]?) -> [String] {
            let release = Shop.release(settings: ServingSettings(leaveOutKinds: kinds))
            return decide(Shop.request(.popular, user: "ann"), release, state).items
        }
        #expect(items(nil) == ["sock"])
        #expect(items(["purchase"]) == ["hat", "sock"])
        #expect(items([]) == ["boot", "hat", "sock"])
    }

    @Test func `a return takes the purchase back, and the item is still not shown again`() {
        let state = Shop.state([Shop.event("ann", "boot", .purchase), Shop.event("ann", "boot", .return)])
        let decision = decide(Shop.request(user: "ann"), Shop.release(), state)
        #expect(decision.source == .popular)
        #expect(decision.items == ["hat", "tent", "sock"])
    }

    @Test func `a release without a word to say falls back`() {
        let silent = ServedModel(
            name: "matrix", model: MatrixModel(Array(repeating: [0, 0, 0, 0], count: 4)), weight: 1)
        let state = Shop.state([Shop.event("ann", "boot")])
        let decision = decide(Shop.request(user: "ann"), Shop.release([silent]), state)
        #expect(decision.items == ["hat", "tent", "sock"])
        #expect(decision.source != .personal)
    }
}
