import Domain
import Models
import Serving
import State
import Testing

/// The placements beyond home, similar, popular and trending, and what a request can say to any.
@Suite struct PlacementTests {
    /// Two baskets of boot and hat, two visits of boot and tent.
    private static let visits: [LogEntry] =
        ["ann", "bob"].flatMap { [Shop.event($0, "boot", .purchase), Shop.event($0, "hat", .purchase)] }
        + ["cas", "dan"].flatMap { [Shop.event($0, "boot"), Shop.event($0, "tent")] }

    private static func request(_ placement: Placement, _ items: [ItemID], user: String? = nil, limit: Int = 10)
        -> RecommendationRequest
    {
        var request = Shop.request(placement, user: user, limit: limit)
        request.items = items
        return request
    }

    @Test func `a cart has what was bought with its items, and nothing that is in it`() {
        let state = Shop.state(Self.visits)
        let decision = decide(Self.request(.cart, ["boot"]), nil, state)
        #expect(decision.strategy == "basket" && decision.source == .similar)
        #expect(decision.items.prefix(2) == ["hat", "tent"] && !decision.items.contains("boot"))
        #expect(decision.texts[0] == "Often bought together with Boot")
        let whole = decide(Self.request(.cart, ["boot", "hat"]), nil, state)
        #expect(Set(whole.items) == ["sock", "tent"])
    }

    @Test func `a cart that the request does not name is what the visitor put into it`() {
        let state = Shop.state(Self.visits + [Shop.event("eve", "hat", .addToCart), Shop.event("eve", "sock")])
        let decision = decide(Shop.request(.cart, user: "eve"), nil, state)
        #expect(decision.items.first == "boot" && !decision.items.contains("hat"))
        #expect(decision.items.contains("sock"), "what was looked at may be bought")
    }

    @Test func `what was bought is in no cart's list`() {
        let state = Shop.state(Self.visits)
        #expect(!decide(Self.request(.cart, ["boot"], user: "ann"), nil, state).items.contains("hat"))
    }

    @Test func `a basket model's proposals are bought together, with the item that says most`() throws {
        var table = InteractionTable()
        // Boots go with socks; hats, as often bought, with tents.
        for visitor in 0..<40 {
            for item in visitor % 2 == 0 ? ["boot", "sock"] : ["hat", "tent"] {
                table.append(
                    visitor: .user(Shop.id("u\(visitor)")), item: Shop.id(item), weight: 1, time: Shop.now)
            }
        }
        let set = TrainingSet(table, rows: Array(0..<table.count), weights: EventWeights(kinds: [:], repeats: .once))
        let model = try BasketModel.train(set, config: BasketConfig(), options: TrainingOptions())
        let release = ServingRelease(
            number: 1, items: table.items, models: [ServedModel(name: "basket", model: model, weight: 0)],
            settings: ServingSettings())
        let decision = decide(Self.request(.cart, ["boot"], limit: 1), release, Shop.state([]))
        #expect(decision.items == ["sock"] && decision.codes == [.boughtTogether])
        #expect(decision.texts == ["Often bought together with Boot"])
    }

    @Test func `a search keeps to what was found, in the engine's order for a stranger and the visitor's taste else`() {
        let state = Shop.state([Shop.event("ann", "boot")])
        var request = Self.request(.search, ["hat", "tent", "sock", "boot", "hat"])
        request.itemScores = [9, 8, 7, 1, 5]
        let stranger = decide(request, Shop.release(), state)
        #expect(stranger.items == ["hat", "tent", "sock", "boot"])
        #expect(stranger.strategy == "search" && stranger.codes.allSatisfy { $0 == .found })
        request.user = "ann"
        let ann = decide(request, Shop.release(), state)
        // Sock: 7/9 + 0.5 · 3/3; tent: 8/9 + 0.5 · 1/3; hat: 9/9.
        #expect(ann.items == ["sock", "tent", "hat", "boot"])
        #expect(ann.recommendations.allSatisfy { $0.parts.isEmpty })
        request.explains = true
        let explained = decide(request, Shop.release(), state).recommendations[0]
        #expect(explained.parts.map(\.name) == ["results", "models"])
        #expect(abs(explained.parts.reduce(0) { $0 + $1.value } - explained.score) < 1e-6)
    }

    @Test(arguments: [Placement.home, .popular, .similar, .cart, .trending, .new])
    func `who asks for an explanation has the parts of each score`(placement: Placement) {
        var request = Shop.request(placement, user: "ann", item: placement == .similar ? "hat" : nil)
        if placement == .cart { request.items = ["hat"] }
        let state = Shop.state([Shop.event("ann", "boot", .purchase), Shop.event("bob", "sock")])
        #expect(decide(request, Shop.release(), state).recommendations.allSatisfy { $0.parts.isEmpty })
        request.explains = true
        let explained = decide(request, Shop.release(), state).recommendations
        #expect(!explained.isEmpty)
        for place in explained {
            #expect(!place.parts.isEmpty && abs(place.parts.reduce(0) { $0 + $1.value } - place.score) < 1e-5)
        }
    }

    @Test func `a search without scores goes by the order, and hides what may not be shown`() {
        let state = Shop.state([.itemDeleted("tent"), Shop.event("ann", "boot", .purchase)])
        let decision = decide(Self.request(.search, ["tent", "sock", "boot", "stranger"], user: "ann"), nil, state)
        #expect(decision.items == ["sock", "boot", "stranger"])
        #expect(decide(Self.request(.search, ["tent"]), nil, state).source == .empty)
    }

    @Test func `what comes next goes by the visit that runs, not by what was long ago`() {
        let before = Event(
            user: "ann", item: "tent", kind: .purchase, time: Timestamp(milliseconds: Shop.now.milliseconds - 9_000_000)
        )
        let state = Shop.state([.event(before), Shop.event("ann", "sock")])
        let decision = decide(Shop.request(.next, user: "ann"), Shop.release(), state)
        #expect(decision.strategy == "session" && decision.source == .session)
        #expect(decision.texts.first == "Because you viewed Sock" && decision.items.first == "boot")
        let anonymous = decide(Self.request(.next, ["sock"]), Shop.release(), Shop.state([]))
        #expect(anonymous.strategy == "session" && anonymous.items.first == "boot")
    }

    @Test func `new items come the newest first, those of tomorrow not yet, those without a date last`() {
        let dated = ["a": 3, "b": 1, "c": -1].map { name, days in
            var item = Shop.item(name)
            item.publishedAt = Timestamp(milliseconds: Shop.now.milliseconds - Int64(days) * 86_400_000)
            return LogEntry.item(item)
        }
        let decision = decide(Shop.request(.new), nil, Shop.state(dated))
        #expect(decision.source == .new && decision.strategy == "new")
        #expect(decision.items.prefix(6) == ["b", "a", "tent", "hat", "sock", "boot"])
        #expect(decision.items.last == "c", "the rest of the catalogue follows")
    }

    @Test func `a strategy that the request names is asked first, and said`() {
        let state = Shop.state([Shop.event("ann", "boot"), Shop.event("ann", "hat")])
        func decision(_ strategy: String) -> Decision {
            var request = Shop.request(user: "ann", limit: 1)
            request.strategy = strategy
            return decide(request, Shop.release(), state)
        }
        #expect(decision("auto").strategy == "personal" && decision("auto").items == ["sock"])
        #expect(decision("popular").strategy == "popular" && decision("popular").items == ["tent"])
        #expect(decision("matrix").strategy == "matrix" && decision("matrix").items == ["sock"])
        #expect(decision("trending").strategy == "personal", "nothing rises")
    }

    @Test func `a strategy that is not there is refused with the names of those that are`() {
        var request = Shop.request(user: "ann")
        request.strategy = "magic"
        #expect { try RequestChecks.check(request, Shop.release()) } throws: {
            guard let error = $0 as? FieldError else { return false }
            return error.field == "strategy" && error.problem.contains("matrix, new, personal")
        }
    }

    @Test func `a placement of the shop's own goes by its tiers`() throws {
        var own = PlacementSettings(.visitor, [Tier("best", [RetrieverSettings(.trained)])], isFilled: false)
        (own.hasReasons, own.leaveOutKinds) = (false, [])
        var settings = ServingSettings()
        settings.placements["teaser"] = own
        let request = Shop.request("teaser", user: "ann", limit: 2)
        let release = Shop.release(settings: settings)
        let decision = decide(
            try RequestChecks.check(request, release), release, Shop.state([Shop.event("ann", "boot")]))
        #expect(decision.items == ["boot", "hat"] && decision.texts == ["", ""] && decision.strategy == "best")
    }
}
