import Domain
import Serving
import State
import Testing

/// What is shown where there is no time for models, and before anybody did anything.
@Suite struct QuickStrategyTests {
    private func release(_ change: (inout PlacementSettings) -> Void) throws -> ServingRelease {
        var settings = ServingSettings()
        var home = try #require(PlacementSettings.builtIn[.home])
        change(&home)
        settings.placements["home"] = home
        return Shop.release(settings: try settings.validated())
    }

    @Test func `a quick list asks no model, and obeys the same rules`() throws {
        let state = Shop.state([Shop.event("ann", "boot"), Shop.event("bob", "hat")])
        let release = Shop.release()
        let request = Shop.request(user: "ann")
        #expect(decide(request, release, state).source == .personal)
        let quick = decide(QuickStrategy.quick(request, release), release, state)
        #expect(quick.source == .popular && quick.strategy == "popular")
        #expect(!quick.items.isEmpty && !quick.items.contains("boot"))
    }

    @Test func `a quick search keeps the engine's order`() {
        let state = Shop.state([Shop.event("ann", "boot")])
        var request = Shop.request(.search, user: "ann")
        request.items = ["hat", "tent", "sock"]
        let quick = decide(QuickStrategy.quick(request, Shop.release()), Shop.release(), state)
        #expect(quick.items == ["hat", "tent", "sock"] && quick.strategy == "found")
    }

    @Test func `what is named by hand stands first while nobody did anything, in its order, and gives way then`() throws
    {
        let release = try release { $0.curated = ["tent", "nothing", "hat"] }
        let request = Shop.request(user: "ann", limit: 4)
        let new = decide(request, release, Shop.state([]))
        #expect(new.items.prefix(2) == ["tent", "hat"] && new.items.count == 4, "there is no item called nothing")
        #expect(new.codes.prefix(3) == [.handPicked, .handPicked, .popular])
        #expect(decide(Shop.request(user: "ann", limit: 2), release, Shop.state([])).source == .curated)
        let known = decide(request, release, Shop.state([Shop.event("ann", "boot")]))
        #expect(known.source == .personal && known.strategy == "personal")
    }

    @Test func `what is named by hand obeys the rules, and only a placement that names some has it`() throws {
        var boot = Shop.item("boot")
        boot.stock = 0
        let state = Shop.state([.item(boot), Shop.event("ann", "hat")])
        let release = try release { $0.curated = ["boot", "hat", "sock"] }
        let curated = try #require(QuickStrategy.curated(Shop.request(user: "ann"), release))
        let list = decide(curated, release, state)
        #expect(list.items.first == "sock" && !list.items.contains("boot") && !list.items.contains("hat"))
        #expect(list.strategy == "curated")
        #expect(QuickStrategy.curated(Shop.request(.popular), release) == nil)
    }

    @Test func `a screen allows what a new list would hold`() {
        var boot = Shop.item("boot")
        boot.stock = 0
        let state = Shop.state([.item(boot), Shop.event("ann", "hat")])
        var request = Shop.request(user: "ann", item: "sock")
        let screen = ListScreen(request, Shop.release(), state)
        #expect(["boot", "hat", "sock"].allSatisfy { !screen.allows(Shop.id($0)) } && screen.allows("tent"))
        request.exclude = ["tent"]
        #expect(!ListScreen(request, Shop.release(), state).allows("tent"))
    }

    @Test(arguments: [
        ("item.stock > 0", nil, Rule.Kind.never, false), ("item.published_at > now", nil, .never, true),
        ("item.stock > 0", "2027-01-01T00:00:00Z", .never, true),
        ("item.stock > 0", "2027-01-01T00:00:00Z", .boost, false),
    ])
    func `a release knows whether what may be shown changes with the time`(
        condition: String, from: String?, kind: Rule.Kind, depends: Bool
    ) throws {
        var settings = ServingSettings()
        var rule = Rule("some", kind, if: condition)
        rule.schedule = from.map { RuleSchedule(from: $0) }
        if kind == .boost { rule.factor = 2 }
        settings.rules = [rule]
        #expect(Shop.release(settings: try settings.validated()).forbidsByTime == depends)
    }

    @Test func `the context tells lists apart by the keys that are named`() {
        var policy = CachePolicy(seconds: 10)
        let context: JSONObject = ["country": "DE", "device": "tv", "build": 7]
        #expect(policy.bucket(context) == context)
        policy.contextKeys = ["device", "weather"]
        #expect(policy.bucket(context) == ["device": "tv"])
        policy.contextKeys = []
        #expect(policy.bucket(context).isEmpty)
    }
}
