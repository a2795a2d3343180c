import Domain
import State
import Testing

@testable import Serving

@Suite struct RulePropertyTests {
    /// Random rules of every other kind, which must bring nothing in that is forbidden.
    private func movers(_ seed: UInt64) -> [Rule] {
        var random = RandomConditions(seed: seed)
        return (0..<5).map { number in
            var rule = Rule("mover \(number)", [.boost, .bury, .pin, .cap, .promote][number], if: random.sensible())
            switch rule.kind {
            case .boost: rule.factor = 3
            case .bury: rule.factor = 0.2
            case .pin: (rule.position, rule.items) = (1 + random.below(8), ["item 1", "item 2", "item 44"])
            case .cap: (rule.maximum, rule.field) = (1 + random.below(3), random.below(2) == 0 ? "brand" : nil)
            default: rule.share = Double(1 + random.below(10)) / 10
            }
            return rule
        }
    }

    @Test(arguments: 1...80 as ClosedRange<UInt64>)
    func `no list holds an item that a never rule forbids, whatever placement, fallback or other rule`(
        seed: UInt64
    ) throws {
        var shop = RuledShop(seed: seed)
        var settings = ServingSettings()
        settings.rules = (0..<3).map { shop.nextNever("never \($0)") } + movers(seed)
        let items = (0..<32).filter { $0 % 5 > 0 }.map { Shop.id("item \($0)") as ItemID }
        let release = ServingRelease(
            number: 1, items: Vocabulary(items),
            models: [
                ServedModel(
                    name: "matrix", model: MatrixModel(items.map { _ in items.map { _ in Float(seed % 7) } }), weight: 1
                ),
                ServedModel(name: "popular", model: ConstantModel(items.indices.map { Float($0) }), weight: 0),
            ], settings: settings)
        let rules = try CompiledRules(settings.rules)
        let never = Set(rules.rules.filter { $0.rule.kind == .never }.map(\.rule.name))
        for _ in 0..<25 {
            for _ in 0..<2 { shop.step() }
            let request = shop.nextRequest()
            let decision = decide(request, release, shop.state)
            let plain = PlainRules(rules: rules, state: shop.state)
            for recommendation in decision.recommendations {
                #expect(plain.met(recommendation.item, request).isDisjoint(with: never), "\(recommendation.item)")
                #expect(shop.state.isAvailable(recommendation.item))
            }
            let shown = decision.recommendations.map(\.item)
            #expect(Set(shown).count == shown.count && shown.count <= request.limit)
            let guarded = release.prohibitions(for: request, shop.state)
            #expect(guarded.forbidden(in: shown).isEmpty)
        }
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func `a cached list is told what is forbidden by now`(seed: UInt64) throws {
        var shop = RuledShop(seed: seed)
        var settings = ServingSettings()
        settings.rules = [shop.nextNever("never")]
        let release = ServingRelease(
            number: 1, items: Vocabulary(["item 0"]),
            models: [ServedModel(name: "popular", model: ConstantModel([1]), weight: 0)], settings: settings)
        let rules = try CompiledRules(settings.rules)
        let request = shop.nextRequest()
        let cached = decide(request, release, shop.state).recommendations.map(\.item)
        for _ in 0..<20 {
            shop.step()
            let forbidden = release.prohibitions(for: request, shop.state).forbidden(in: cached)
            let plain = PlainRules(rules: rules, state: shop.state)
            let never = Set(rules.rules.filter { $0.rule.kind == .never }.map(\.rule.name))
            for item in cached {
                let expected = !shop.state.isAvailable(item) || !plain.met(item, request).isDisjoint(with: never)
                #expect(forbidden.contains(item) == expected, "\(item)")
            }
        }
    }
}
