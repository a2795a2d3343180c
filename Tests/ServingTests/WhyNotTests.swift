import Domain
import Models
import State
import Testing

@testable import Serving

@Suite struct WhyNotTests {
    private static let state = Shop.state([Shop.event("ann", "boot"), Shop.event("bob", "hat")])

    private static func ask(
        _ item: ItemID, _ request: RecommendationRequest, _ release: ServingRelease? = Shop.release(),
        _ state: LiveState = state
    ) throws -> Absence {
        var question = WhyNot(item, try RequestChecks.check(request, release), release, state)
        return question.answer()
    }

    @Test func `what is in the list is told its place`() throws {
        let answer = try Self.ask("tent", Shop.request(user: "ann"))
        #expect(answer.outcome == .inList && answer.position == 2 && answer.score == 1)
        #expect(answer.text == "It is in the list, at place 2.")
    }

    @Test func `an id that nobody knows is not in the catalogue, nor is an item that left it`() throws {
        #expect(try Self.ask("nothing", Shop.request()).outcome == .notInCatalogue)
        var state = Self.state
        state.apply(LogRecord(sequence: 100, entry: .itemDeleted("sock")))
        #expect(try Self.ask("sock", Shop.request(), Shop.release(), state).outcome == .notInCatalogue)
    }

    @Test func `what a rule keeps out is told its name`() throws {
        var settings = ServingSettings()
        settings.rules = [Rule("no hats", .never, if: "item.id = 'hat'")]
        let release = Shop.release(settings: settings)
        let answer = try Self.ask("hat", Shop.request(), release)
        #expect(answer.outcome == .forbidden && answer.rule == "no hats")
        #expect(answer.text == "The rule \"no hats\" keeps it out.")
        #expect(try Self.ask("boot", Shop.request(user: "ann"), release).text.contains("touched"))
        #expect(try Self.ask("boot", Shop.request(.similar, item: "boot"), release).text.contains("whose page"))
        var request = Shop.request()
        (request.exclude, request.filter) = (["tent"], "item.id != 'sock'")
        #expect(try Self.ask("tent", request, release).text == "The request excludes it.")
        #expect(try Self.ask("sock", request, release).text == "The request's filter does not hold for it.")
    }

    @Test func `what the visitor hid is told apart from what they touched, and from what the catalogue hides`() throws {
        var brand = Event(user: "ann", item: nil, kind: .hide, time: Shop.now)
        brand.context = HiddenTrait.brand("Oak").context
        var (gone, empty) = (Shop.item("tent"), Shop.item("boot"))
        (gone.isHidden, empty.stock) = (true, 0)
        let state = Shop.state([
            Shop.event("ann", "hat", .hide), .item(Shop.item("sock", brand: "Oak")), .event(brand), .item(gone),
            .item(empty), Shop.event("bob", "hat"),
        ])
        func told(_ item: ItemID, _ user: String = "ann") throws -> Absence {
            try Self.ask(item, Shop.request(user: user), Shop.release(), state)
        }
        let hidden = try told("hat")
        #expect(hidden.outcome == .forbidden && hidden.rule == "hidden_by_visitor")
        #expect(hidden.text == "The visitor asked not to see it again.")
        #expect(try told("hat", "bob").rule == "seen")
        #expect(try told("hat", "bob").text == "The visitor touched it already.")
        #expect(try told("sock").rule == "do not show" && told("sock").text.contains("its brand or its category"))
        #expect(try told("tent").rule == "hidden" && told("tent").text == "The catalogue hides it.")
        #expect(try told("boot").rule == "out of stock" && told("boot").text == "It is out of stock.")
    }

    @Test func `what others outrank is told its rank, and what each source said`() throws {
        let answer = try Self.ask("tent", Shop.request(user: "ann", limit: 1))
        #expect(answer.outcome == .rankedLower && answer.rank == 2 && answer.strategy == "personal")
        #expect(answer.poolSize == 3)
        let models = try #require(answer.sources.first { $0.name == "models" })
        #expect(models.rank == 2 && models.candidates == 2)
        let hat = try Self.ask("hat", Shop.request(user: "ann", limit: 1))
        #expect(hat.rank == 3 && hat.strategy == "popular")
    }

    @Test func `what no source proposes is told which were asked`() throws {
        var request = Shop.request(.search)
        request.items = ["sock", "hat"]
        let answer = try Self.ask("tent", request)
        #expect(answer.outcome == .notRetrieved && answer.rank == nil)
        #expect(answer.text.contains("results (2)"))
    }

    @Test func `what a pin or a cap moved out is told by which`() throws {
        var (pin, settings) = (Rule("first the tent", .pin), ServingSettings())
        (pin.items, pin.position) = (["tent"], 1)
        settings.rules = [pin]
        let pinned = try Self.ask("boot", Shop.request(.popular, limit: 1), Shop.release(settings: settings))
        #expect(pinned.outcome == .pushedOut && pinned.rank == 1 && pinned.pushedBy == ["first the tent"])
        var cap = Rule("one of each", .cap)
        (cap.maximum, cap.field) = (1, "brand")
        settings.rules = [cap]
        let state = Shop.state([.item(Shop.item("boot", brand: "A")), .item(Shop.item("hat", brand: "A"))])
        let capped = try Self.ask("hat", Shop.request(.popular, limit: 2), Shop.release(settings: settings), state)
        #expect(capped.outcome == .pushedOut && capped.rank == 2 && capped.pushedBy == ["one of each"])
    }

    @Test func `what diversity moved out is told so`() throws {
        var (settings, placement) = (ServingSettings(), PlacementSettings(.visitor, []))
        placement.ranking.diversity = DiversitySettings(.mmr, strength: 0.9, by: [.brand])
        settings.placements["popular"] = placement
        let state = Shop.state([.item(Shop.item("boot", brand: "A")), .item(Shop.item("hat", brand: "A"))])
        let answer = try Self.ask("hat", Shop.request(.popular, limit: 2), Shop.release(settings: settings), state)
        #expect(answer.outcome == .pushedOut && answer.pushedBy == ["diversity"])
    }

    @Test func `an empty shop has an answer too`() throws {
        let empty = LiveState(weights: EventWeights())
        #expect(try Self.ask("hat", Shop.request(), nil, empty).outcome == .notInCatalogue)
    }
}
