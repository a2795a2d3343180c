import Domain
import State
import Testing

@testable import Serving

/// A shop of twenty items of two brands that rules move about.
private enum Shelf {
    static let now = Shop.now

    static func item(_ number: Int, _ change: (inout Item) -> Void = { _ in }) -> Item {
        var item = Shop.item("i\(number)", brand: number < 10 ? "Acme" : "Other", categories: ["Kind \(number % 4)"])
        change(&item)
        return item
    }

    static func state(_ further: [LogEntry] = []) -> LiveState {
        var state = LiveState(weights: EventWeights())
        for (place, entry) in ((0..<20).map { LogEntry.item(item($0)) } + further).enumerated() {
            state.apply(LogRecord(sequence: Int64(place + 1), entry: entry))
        }
        return state
    }

    /// A release that likes the items in the order of their numbers.
    static func release(_ rules: [Rule]) -> ServingRelease {
        var settings = ServingSettings()
        settings.rules = rules
        let scores = (0..<20).map { Float(20 - $0) }
        return ServingRelease(
            number: 1, items: Vocabulary((0..<20).map { Shop.id("i\($0)") }),
            models: [ServedModel(name: "popular", model: ConstantModel(scores), weight: 0)], settings: settings)
    }

    static func list(
        _ rules: [Rule], limit: Int = 5, _ state: LiveState = state(), context: JSONObject = [:], user: String? = nil
    ) -> Decision {
        var request = Shop.request(.popular, user: user, limit: limit)
        request.context = context
        return decide(request, release(rules), state)
    }
}

extension Rule {
    fileprivate static func boost(_ factor: Double, if condition: String) -> Rule {
        var rule = Rule("boost", factor > 1 ? .boost : .bury, if: condition)
        rule.factor = factor
        return rule
    }

    fileprivate static func pin(_ items: String..., at position: Int, name: String = "pin") -> Rule {
        var rule = Rule(name, .pin)
        (rule.items, rule.position) = (items, position)
        return rule
    }

    fileprivate static func cap(_ maximum: Int, by field: String?, window: Int? = nil) -> Rule {
        var rule = Rule("cap", .cap)
        (rule.maximum, rule.field, rule.window) = (maximum, field, window)
        return rule
    }

    fileprivate static func promote(_ share: Double, if condition: String) -> Rule {
        var rule = Rule("promote", .promote, if: condition)
        rule.share = share
        return rule
    }
}

@Suite struct RuleListTests {
    @Test func `never keeps items out, and the decision counts them`() {
        let decision = Shelf.list([Rule("no even kinds", .never, if: "item.categories has ['kind 0', 'kind 2']")])
        #expect(decision.items == ["i1", "i3", "i5", "i7", "i9"])
        #expect(decision.removed["no even kinds"] == 5)
    }

    @Test func `never keeps out what it cannot judge, and other rules pass it over`() {
        let never = Rule("adults", .never, if: "item.min_age > 18")
        #expect(Shelf.list([never]).items.isEmpty)
        #expect(Shelf.list([.boost(2, if: "item.margin > 0.3")]).items == ["i0", "i1", "i2", "i3", "i4"])
    }

    @Test func `unless keeps out what does not certainly meet it`() {
        var rule = Rule("only Acme", .never)
        rule.exception = "item.brand = 'acme' and item.id != 'i0'"
        #expect(Shelf.list([rule], limit: 20).items == (1..<10).map { "i\($0)" })
    }

    @Test func `boost and bury multiply scores, and the items say so`() throws {
        let up = Shelf.list([.boost(1.5, if: "item.id in ['i5', 'i6']")])
        #expect(up.items == ["i5", "i6", "i0", "i1", "i2"])
        #expect(up.recommendations.map(\.rules) == [["boost"], ["boost"], [], [], []])
        #expect(try #require(up.recommendations.first).score == 22.5)
        #expect(Shelf.list([.boost(0.5, if: "item.id = 'i0'")]).items == ["i1", "i2", "i3", "i4", "i5"])
    }

    @Test func `a factor moves scores below zero the same way`() {
        var pool = [
            Candidate(item: "i1", score: -4, ground: .popular), Candidate(item: "i2", score: -3, ground: .popular),
        ]
        let release = Shelf.release([.boost(2, if: "item.id = 'i1'")])
        let request = Shop.request(.popular)
        let state = Shelf.state()
        Rules(request, Visit(request, state), release, release.settings, state).adjust(&pool)
        #expect(pool.map(\.score) == [-2, -3])
    }

    @Test func `a pin stands at its place, and the next named takes it when the first is gone`() {
        let pin = Rule.pin("i17", "i18", at: 2)
        let list = Shelf.list([pin])
        #expect(list.items == ["i0", "i17", "i1", "i2", "i3"])
        #expect(list.recommendations[1].rules == ["pin"])
        let soldOut = Shelf.state([.item(Shelf.item(17) { $0.stock = 0 })])
        #expect(Shelf.list([pin], soldOut).items == ["i0", "i18", "i1", "i2", "i3"])
        #expect(Shelf.list([.pin("i3", at: 1)]).items == ["i3", "i0", "i1", "i2", "i4"])
    }

    @Test func `a pin never brings in what a never rule forbids, or the catalogue does not have`() {
        let rules = [Rule("no others", .never, if: "item.brand = 'other'"), .pin("i17", at: 1)]
        #expect(Shelf.list(rules).items == ["i0", "i1", "i2", "i3", "i4"])
        #expect(Shelf.list([.pin("nothing", at: 1)]).items == ["i0", "i1", "i2", "i3", "i4"])
    }

    @Test func `a pin never brings in what the basket holds`() {
        var request = Shop.request(.cart, limit: 3)
        request.items = ["i17"]
        let decision = decide(request, Shelf.release([.pin("i17", "i18", at: 1)]), Shelf.state())
        #expect(decision.items.first == "i18" && !decision.items.contains("i17"))
    }

    @Test func `of two pins for one place the one of higher priority has it`() {
        var strong = Rule.pin("i12", at: 1, name: "strong")
        strong.priority = 5
        #expect(Shelf.list([.pin("i11", at: 1), strong], limit: 3).items == ["i12", "i11", "i0"])
    }

    @Test func `a pin by condition takes the best that meets it`() {
        var pin = Rule("pin", .pin, if: "item.brand = 'Other'")
        pin.position = 1
        #expect(Shelf.list([pin], limit: 3).items == ["i10", "i0", "i1"])
    }

    @Test func `a promotion gets its share of the list, spread over it, and says it is sponsored`() {
        let list = Shelf.list([.promote(0.2, if: "item.brand = 'Other'")], limit: 10)
        #expect(list.items == ["i0", "i1", "i10", "i2", "i3", "i4", "i5", "i11", "i6", "i7"].map { $0 })
        #expect(list.recommendations.filter { $0.reason.code == .sponsored }.map(\.item.value) == ["i10", "i11"])
        #expect(list.recommendations[2].rules == ["promote"])
        #expect(Shelf.list([.promote(0.5, if: "item.brand = 'Acme'")]).codes.allSatisfy { $0 == .popular })
    }

    @Test func `a cap holds back what there is too much of, and gives way where nothing else is left`() {
        #expect(Shelf.list([.cap(2, by: "brand")]).items == ["i0", "i1", "i10", "i11", "i2"])
        #expect(Shelf.list([.cap(1, by: "brand", window: 2)], limit: 4).items == ["i0", "i10", "i1", "i11"])
        var some = Rule.cap(1, by: nil)
        some.condition = "item.id in ['i0', 'i1', 'i2']"
        #expect(Shelf.list([some], limit: 3).items == ["i0", "i3", "i4"])
        some.window = 3
        #expect(Shelf.list([some], limit: 5).items == ["i0", "i3", "i4", "i1", "i5"])
    }

    @Test func `rules hold in their placements, for their segment, at their time`() {
        let isEmpty = { (change: (inout Rule) -> Void) in
            var rule = Rule("all", .never, if: "true")
            change(&rule)
            return Shelf.list([rule], context: ["country": "DE"]).items.isEmpty
        }
        #expect(isEmpty { _ in })
        #expect(isEmpty { $0.placements = ["home", "popular"] } && !isEmpty { $0.placements = ["home"] })
        #expect(isEmpty { $0.segment = "context.country = 'de'" } && !isEmpty { $0.segment = "context.country = 'FR'" })
        #expect(isEmpty { $0.segment = "user.age < 18" }, "whose age is unknown may be a child")
        #expect(!isEmpty { $0.schedule = RuleSchedule(until: "2020-01-01T00:00:00Z") })
        #expect(!isEmpty { $0.enabled = false })
    }

    @Test func `an item of a mixed condition is judged for each request`() {
        let state = Shelf.state([
            .item(Shelf.item(0) { $0.attributes = ["min_age": 18] }),
            .item(Shelf.item(1) { $0.attributes = ["regions": ["DE", "AT"]] }),
            .item(Shelf.item(2) { $0.attributes = ["requires": "premium"] }),
            .user(User(id: "adult", attributes: ["age": 30, "entitlements": ["premium"], "country": "at"])),
            .user(User(id: "child", attributes: ["age": 9])),
        ])
        #expect(Shelf.list([], limit: 3, state, user: "adult").items == ["i0", "i1", "i2"])
        #expect(Shelf.list([], limit: 3, state, context: ["country": "FR"], user: "adult").items == ["i0", "i2", "i3"])
        #expect(Shelf.list([], limit: 3, state, context: ["country": "DE"], user: "child").items == ["i1", "i3", "i4"])
        let unknown = Shelf.list([], limit: 3, state)
        #expect(unknown.items == ["i3", "i4", "i5"])
        #expect(unknown.removed == ["age": 1, "region": 1, "entitlement": 1])
    }

    @Test func `what a visitor hid is gone, and comes back when they take it back`() {
        func wish(_ kind: EventKind, _ context: JSONObject, item: String? = nil) -> LogEntry {
            .event(Event(user: "u", item: item.map { Shop.id($0) }, kind: kind, time: Shop.now, context: context))
        }
        let brand = wish(.hide, ["brand": "ACME"])
        #expect(Shelf.list([], limit: 2, Shelf.state([brand]), user: "u").items == ["i10", "i11"])
        #expect(Shelf.list([], limit: 2, Shelf.state([brand]), user: "other").items == ["i0", "i1"])
        let category = [brand, wish(.unhide, ["brand": "acme"]), wish(.hide, ["category": "kind 0"])]
        #expect(Shelf.list([], limit: 4, Shelf.state(category), user: "u").items == ["i1", "i2", "i3", "i5"])
        let item = [wish(.hide, [:], item: "i0")]
        #expect(Shelf.list([], limit: 2, Shelf.state(item), user: "u").items == ["i1", "i2"])
        let back = item + [wish(.unhide, [:], item: "i0")]
        #expect(Shelf.list([], limit: 2, Shelf.state(back), user: "u").items == ["i0", "i1"])
    }

    @Test func `what is used up may be shown again after it was bought, what is not may not`() {
        let state = Shelf.state([
            .item(Shelf.item(0) { $0.attributes = ["consumable": true] }), Shop.event("u", "i0", .purchase),
            Shop.event("u", "i1", .purchase),
        ])
        #expect(Shelf.list([], limit: 2, state, user: "u").items == ["i0", "i2"])
    }

    @Test func `promotions hold while an item is promoted`() {
        func promoted(_ from: String?, _ until: String) -> [String] {
            let state = Shelf.state([
                .item(
                    Shelf.item(19) {
                        $0.attributes = ["promoted_until": .string(until)]
                        $0.attributes["promoted_from"] = from.map { .string($0) }
                    })
            ])
            return Shelf.list([], limit: 5, state).items
        }
        #expect(promoted(nil, "2030-01-01T00:00:00Z").contains("i19"))
        #expect(!promoted(nil, "2020-01-01T00:00:00Z").contains("i19"))
        #expect(!promoted("2029-01-01T00:00:00Z", "2030-01-01T00:00:00Z").contains("i19"))
    }

    @Test func `the margin rule lifts by a tenth once it is switched on`() throws {
        let state = Shelf.state([.item(Shelf.item(1) { $0.attributes = ["margin": 0.4] })])
        #expect(Shelf.list([], limit: 2, state).items == ["i0", "i1"])
        var margin = try #require(Rule.builtIn.first { $0.name == "margin" })
        margin.enabled = true
        #expect(Shelf.list([margin], limit: 2, state).items == ["i1", "i0"])
    }
}
