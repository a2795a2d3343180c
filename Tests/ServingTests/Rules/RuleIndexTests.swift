import Domain
import State
import Testing

@testable import Serving

/// A random shop whose items, users and requests have fields for rules to ask about.
struct RuledShop {
    var state = LiveState(weights: EventWeights())
    private var random: RandomConditions
    private var sequence: Int64 = 0

    init(seed: UInt64) {
        random = RandomConditions(seed: seed)
        for _ in 0..<(20 + random.below(200)) { step() }
    }

    /// Folds one more random record in.
    mutating func step() {
        sequence += 1
        state.apply(LogRecord(sequence: sequence, entry: entry()))
    }

    private mutating func entry() -> LogEntry {
        let (item, user) = ("item \(random.below(30))", "user \(random.below(6))")
        switch random.below(10) {
        case 0...3: return .item(describedItem(item))
        case 4: return .itemDeleted(Shop.id(item))
        case 5: return .user(User(id: Shop.id(user), attributes: attributes()))
        default:
            let kinds: [EventKind] = [.view, .purchase, .hide, .unhide, .addToCart]
            return .event(
                Event(user: Shop.id(user), item: Shop.id(item), kind: kinds[random.below(kinds.count)], time: Shop.now))
        }
    }

    private mutating func describedItem(_ name: String) -> Item {
        var item = Shop.item(name, categories: (0..<random.below(3)).map { _ in "Kind \(random.below(4))" })
        if random.below(4) > 0 { item.brand = "Brand \(random.below(3))" }
        if random.below(2) == 0 { item.stock = Double(random.below(3)) }
        if random.below(2) == 0 { item.price = Double(random.below(100)) }
        if random.below(3) == 0 { item.publishedAt = Timestamp(seconds: Shop.now.milliseconds / 1000 - 5) }
        item.isHidden = random.below(9) == 0
        if random.below(3) == 0 { item.attributes["min_age"] = .integer(Int64(random.below(30))) }
        if random.below(3) == 0 { item.attributes["regions"] = random.below(2) == 0 ? ["DE", "FR"] : "de" }
        if random.below(9) == 0 { item.attributes["min_age"] = "old" }
        if random.below(9) == 0 { item.attributes["requires"] = "premium" }
        return item
    }

    private mutating func attributes() -> JSONObject {
        var attributes: JSONObject = [:]
        if random.below(2) == 0 { attributes["age"] = .integer(Int64(random.below(40))) }
        if random.below(2) == 0 { attributes["country"] = "DE" }
        if random.below(2) == 0 { attributes["brand"] = .string("brand \(random.below(3))") }
        if random.below(3) == 0 { attributes["entitlements"] = ["premium"] }
        return attributes
    }

    /// A random request; valid.
    mutating func nextRequest() -> RecommendationRequest {
        var request = Shop.request(
            Placement.known[random.below(3)], user: random.below(4) == 0 ? nil : "user \(random.below(7))",
            item: "item \(random.below(35))", limit: 1 + random.below(25))
        if request.placement != .similar, random.below(2) == 0 { request.item = nil }
        if random.below(2) == 0 { request.context["country"] = .string(["DE", "FR", "fr", "US"][random.below(4)]) }
        if random.below(3) == 0 { request.context["kind"] = .string("kind \(random.below(4))") }
        if random.below(3) == 0 { request.context["featured"] = .string("item \(random.below(35))") }
        if random.below(3) == 0 { request.context["budget"] = .integer(Int64(random.below(200))) }
        return request
    }

    /// A random rule that keeps items out.
    mutating func nextNever(_ name: String) -> Rule {
        var rule = Rule(name, .never)
        if random.below(4) == 0 { rule.exception = random.sensible() } else { rule.condition = random.sensible() }
        if random.below(4) == 0 { rule.placements = ["home", "popular"] }
        if random.below(4) == 0 { rule.segment = "user.age >= 18 or context.country = 'DE'" }
        return rule
    }
}

/// Rules without an index: each condition is asked about the item and the request as they are.
struct PlainRules {
    let rules: CompiledRules
    let state: LiveState

    /// The names of the rules that meet `item` for `request`.
    func met(_ item: ItemID, _ request: RecommendationRequest) -> Set<String> {
        let visitors = request.user.map { [Visitor.user($0)] } ?? []
        let binding = RuleBinding(rules.fields, request, user: request.user, visitors: visitors, state)
        let row = rules.fields.item.map { entry in
            state.item(item).map { ItemFields.value(entry.path.names, of: $0, entry.reading) }
                ?? (entry.path.names == ["id"] ? RuleValue(item.value, entry.reading) : .missing)
        }
        let history = visitors.flatMap { state.history(of: $0, at: request.time) }
        let number = state.itemNumber(of: item)
        let bought = number.map { state.seenItems(of: visitors, kinds: [.purchase]).contains($0) } ?? false
        let scope = ConditionScope(
            item: row, request: binding.values, wasSeen: .bool(history.contains { $0.item == item }),
            wasBought: .bool(bought))
        return Set(
            rules.rules.filter { rule in
                rule.isActive(in: request, binding.values)
                    && rule.verdict(rule.condition?.value(scope) ?? .bool(true)) == .holds
            }.map(\.rule.name))
    }
}

@Suite struct RuleIndexTests {
    @Test(arguments: 1...60 as ClosedRange<UInt64>)
    func `the bits of the index say what the conditions say, while the catalogue changes`(seed: UInt64) throws {
        var shop = RuledShop(seed: seed)
        let rules = try CompiledRules((0..<8).map { shop.nextNever("rule \($0)") })
        let memo = RuleMemo(rules)
        for _ in 0..<20 {
            for _ in 0..<3 { shop.step() }
            let request = shop.nextRequest()
            let active = ActiveRules(
                memo.index(of: shop.state), request, user: request.user,
                visitors: request.user.map { [.user($0)] } ?? [], leftOutKinds: nil, shop.state)
            let plain = PlainRules(rules: rules, state: shop.state)
            for place in 0..<36 {
                let item: ItemID = Shop.id("item \(place)")
                let number = shop.state.itemNumber(of: item)
                let met = (active.never + active.others).filter { active.meets($0, item, number) }
                #expect(Set(met.map(\.compiled.rule.name)) == plain.met(item, request), "\(item)")
            }
        }
    }

    @Test func `an index follows the catalogue, and another state's changes make a new one`() throws {
        var state = Shop.state([])
        let rules = try CompiledRules([Rule("no boots", .never, if: "(item.brand else '') = 'Acme'")])
        let memo = RuleMemo(rules)
        func forbidden(_ state: LiveState) -> Bool {
            let request = Shop.request()
            let active = ActiveRules(
                memo.index(of: state), request, user: nil, visitors: [], leftOutKinds: nil, state)
            return active.prohibition(of: "boot", state.itemNumber(of: "boot")) != nil
        }
        let before = state
        #expect(!forbidden(state))
        state.apply(LogRecord(sequence: 100, entry: .item(Shop.item("boot", brand: "Acme"))))
        var (other, branded) = (before, state)
        other.apply(LogRecord(sequence: 100, entry: .item(Shop.item("boot", brand: "Other"))))
        branded.apply(LogRecord(sequence: 101, entry: .item(Shop.item("sock"))))
        for _ in 0..<2 {
            #expect(forbidden(state) && forbidden(branded))
            #expect(!forbidden(before) && !forbidden(other))
        }
    }

    @Test func `more changes than are remembered make a new index`() throws {
        var state = Shop.state([])
        let memo = RuleMemo(try CompiledRules([Rule("no boots", .never, if: "(item.brand else '') = 'Acme'")]))
        _ = memo.index(of: state)
        for sequence in 100..<(100 + 70_000) {
            state.apply(LogRecord(sequence: Int64(sequence), entry: .item(Shop.item("sock"))))
        }
        let stamp = state.catalogueStamp
        state.apply(LogRecord(sequence: 99_999_999, entry: .item(Shop.item("boot", brand: "Acme"))))
        #expect(state.catalogueChanges(since: stamp)?.map { state.itemID(of: $0) } == ["boot"])
        let index = memo.index(of: state)
        #expect(index.items(index.rules.rules.count - 1).count == 1)
    }
}
