import Domain
import Serving
import State

/// Measures what rules cost: the index of a catalogue, a change of it, a request, a candidate, a whole list.
@main
enum RulesBench {
    private static let requests = 2_000

    static func main() {
        let count = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 50_000
        var state = shop(count)
        let rules = Self.rules()
        let plain = release(count, [])
        let ruled = release(count, rules)
        print("\(count) items, \(rules.count) rules beside the built-in ones, \(requests) requests")
        report("index of the catalogue", unit: "ms", 1e3, over: 1) { ruled.prepareRules(state) }
        plain.prepareRules(state)
        let changes = 200
        report("a change of one item", unit: "us", 1e6, over: changes) {
            for change in 0..<changes {
                state.apply(LogRecord(sequence: state.position + 1, entry: .item(item(change))))
                ruled.prepareRules(state)
            }
        }
        let ids = (0..<300).map { id($0 * 7 % count) }
        for (name, release) in [("built-in rules", plain), ("all rules", ruled)] {
            report("\(name): what holds for a request", unit: "us", 1e6, over: requests) {
                for number in 0..<requests { _ = release.prohibitions(for: request(number), state) }
            }
            report("\(name): a cached list of 20 asked about", unit: "us", 1e6, over: requests) {
                for number in 0..<requests {
                    _ = release.prohibitions(for: request(number), state).forbidden(in: Array(ids.prefix(20)))
                }
            }
            let asked = release.prohibitions(for: request(1), state)
            report("\(name): a candidate", unit: "ns", 1e9, over: requests * ids.count) {
                for _ in 0..<requests { for item in ids { _ = asked.forbid(item) } }
            }
            report("\(name): a popular list of 20", unit: "us", 1e6, over: requests) {
                for number in 0..<requests { _ = decide(request(number), release, state) }
            }
        }
    }

    private static func report(_ name: String, unit: String, _ scale: Double, over count: Int, _ body: () -> Void) {
        let clock = ContinuousClock()
        let seconds = clock.measure(body) / .seconds(1)
        let figure = (seconds / Double(count) * scale * 100).rounded() / 100
        print("  \(name): \(figure) \(unit)")
    }

    private static func id(_ number: Int) -> ItemID { ItemID(stringLiteral: "item-\(number)") }

    private static func item(_ number: Int) -> Item {
        var item = Item(id: id(number))
        (item.brand, item.categories) = ("Brand \(number % 400)", ["Kind \(number % 30)", "Sort \(number % 300)"])
        (item.price, item.stock) = (Double(number % 500), Double(number % 50))
        item.publishedAt = Timestamp(seconds: 1_790_000_000 - Int64(number) * 60)
        item.attributes["margin"] = .number(Double(number % 60) / 100)
        if number % 4 == 0 { item.attributes["regions"] = number % 8 == 0 ? ["DE", "AT", "CH"] : ["FR"] }
        if number % 10 == 0 { item.attributes["min_age"] = 18 }
        if number % 20 == 0 { item.attributes["requires"] = "premium" }
        return item
    }

    private static func shop(_ count: Int) -> LiveState {
        var state = LiveState(weights: EventWeights())
        for number in 0..<count {
            state.apply(LogRecord(sequence: Int64(number + 1), entry: .item(item(number))))
        }
        let user = User(id: "user", attributes: ["age": 30, "country": "DE", "entitlements": ["premium"]])
        state.apply(LogRecord(sequence: Int64(count + 1), entry: .user(user)))
        return state
    }

    private static func request(_ number: Int) -> RecommendationRequest {
        var request = RecommendationRequest(
            decision: "bench", placement: .popular, user: number % 2 == 0 ? "user" : nil, limit: 20,
            time: Timestamp(seconds: 1_790_000_000))
        request.context = ["country": .string(number % 3 == 0 ? "FR" : "DE"), "device": "phone"]
        return request
    }

    private static func rules() -> [Rule] {
        var rules = (0..<10).map { Rule("brand \($0)", .never, if: "item.brand = 'brand \($0)' and item.stock < 5") }
        rules += (0..<5).map { number in
            Rule("device \(number)", .never, if: "item.categories has 'kind \(number)' and context.device = 'tv'")
        }
        rules += (0..<5).map { number in
            var rule = Rule("boost \(number)", .boost)
            rule.condition = "item.margin > 0.\(number)5 and now - item.published_at < 90 days"
            rule.factor = 1.1
            return rule
        }
        return rules
    }

    private static func release(_ count: Int, _ rules: [Rule]) -> ServingRelease {
        var settings = ServingSettings()
        settings.rules = rules
        return ServingRelease(number: 1, items: Vocabulary((0..<count).map(id)), models: [], settings: settings)
    }
}
