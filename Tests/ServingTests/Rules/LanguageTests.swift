import Domain
import Testing

@testable import Serving

/// What a condition comes to about one item, one request.
enum Asked {
    /// An item of which the tests ask.
    static var item: Item {
        var item = Item(id: "Sku-1")
        (item.title, item.brand, item.categories) = ("Trail Runner", "Oak & Co", ["Shoes", "Running"])
        (item.price, item.stock, item.publishedAt) = (80, 3, Timestamp(rfc3339: "2026-11-01T00:00:00Z"))
        item.attributes = [
            "regions": ["DE", "AT"], "min_age": 18, "margin": 0.35, "size": ["width": 40],
            "promoted_until": "2026-12-01T00:00:00Z", "odd name": true,
        ]
        return item
    }

    /// The value of `text` with `context` in the request, on the 21st of November 2026.
    static func value(_ text: String, context: JSONObject = [:], item: Item = item) throws -> RuleValue {
        var compiler = ConditionCompiler()
        let asked = try compiler.condition(text)
        var request = Shop.request(.home, user: "u1", item: "page")
        (request.context, request.time) = (context, Timestamp(rfc3339: "2026-11-21T00:00:00Z") ?? Shop.now)
        let fields = compiler.fields
        let binding = RuleBinding(fields, request, user: request.user, visitors: [], Shop.state([]))
        let row = fields.item.map { ItemFields.value($0.path.names, of: item, $0.reading) }
        return asked.value(ConditionScope(item: row, request: binding.values))
    }
}

@Suite struct LanguageTests {
    @Test(arguments: [
        "item.stock > 0", "item.stock = 3", "item.price / 2 + 10 = 50", "2 + 3 * 4 = 14", "-item.stock < 0",
        "item.brand = 'oak & co'", "item.brand in ['Acme', 'OAK & CO']", "item.categories has 'shoes'",
        "item.category has ['Hats', 'running']", "item.regions has context.country", "'de' in item.regions",
        "not (item.regions has 'FR')", "item.regions not in ['FR']", "item.id = 'Sku-1'", "item.id != 'sku-1'",
        "item.title contains 'RUN'", "item.size.width >= 40", "item.'odd name'", "item.margin * 100 > 30",
        "now - item.published_at < 30 days", "item.published_at + 3 weeks > now", "item.promoted_until > now",
        "item.promoted_until > '2026-11-30'", "item.missing is missing", "item.stock is known",
        "(item.missing else 5) = 5", "item.missing else item.stock else 1 > 2", "user.id = 'u1'",
        "request.placement = 'home' and request.limit = 10", "page.id = 'page'", "true or item.missing > 1",
        "not (false and item.missing > 1)", "context.country = 'de' and not false", "item.tags = []",
        "1 day = 24 hours and 2 hours = 120 minutes",
    ])
    func `a condition that holds`(text: String) throws {
        #expect(try Asked.value(text, context: ["country": "DE"]) == .bool(true))
    }

    @Test(arguments: [
        "item.stock <= 0", "item.brand = 'Acme'", "item.regions has 'FR'", "item.id = 'sku-1'", "item.missing is known",
        "item.tags has 'x'", "false and item.missing > 1", "not item.'odd name'", "item.published_at > now",
    ])
    func `a condition that does not hold`(text: String) throws {
        #expect(try Asked.value(text) == .bool(false))
    }

    @Test(arguments: [
        "item.missing > 1", "not (item.missing > 1)", "user.age >= 18", "item.min_age <= user.age",
        "item.regions has context.country", "item.brand > 3", "item.brand < 'Zoo'", "item.stock = 'three'",
        "item.price / 0 > 1", "true and item.missing = 1", "false or item.missing = 1", "item.stock + 1 day > 3",
        "item.missing in ['a']", "item.title contains 3",
    ])
    func `a condition about what is not there, or does not fit, is unknown`(text: String) throws {
        #expect(try Asked.value(text) == .missing)
    }

    @Test(arguments: [
        ("item.stock > ", 14, "a value is missing before the end"),
        ("stock > 0", 1, "write item.stock"),
        ("itme.stock > 0", 1, "did you mean \"item\"?"),
        ("item.stock == 0", 12, "write \"=\""),
        ("item.stock > 0 && true", 16, "write \"and\""),
        ("item.stock > 0 adn true", 16, "did you mean \"and\"?"),
        ("item.brand = 'Oak", 14, "no closing quote"),
        ("(item.stock > 0", 16, "a closing \")\" is missing"),
        ("item.stock > 0)", 15, "does not belong here"),
        ("1 < item.stock < 3", 16, "join two of them with \"and\""),
        ("item.stock is empty", 15, "after \"is\" comes \"known\" or \"missing\""),
        ("item. > 3", 7, "the name of a field is missing"),
        ("item > 3", 1, "needs the name of a field"),
        ("request.placment = 'home'", 1, "did you mean request.placement?"),
        ("item.price", 1, "comes to a value"),
        ("item.größe > 3", 8, "has no meaning here"),
        ("item.name = 'größe' und true", 21, "does not belong here"),
        ("item.brand in ['a' 'b']", 20, "a \",\" or \"]\" is missing"),
        ("", 1, "a value is missing"), ("5", 1, "comes to a value"),
    ])
    func `an error points at the column and says what to write`(text: String, column: Int, problem: String) {
        var compiler = ConditionCompiler()
        do {
            _ = try compiler.condition(text)
            Issue.record("\(text) was taken")
        } catch {
            #expect(error.column == column, "\(error)")
            #expect(error.problem.contains(problem), "\(error)")
        }
    }

    @Test func `the picture shows the text with a mark under the trouble`() {
        var compiler = ConditionCompiler()
        #expect { try compiler.condition("item.name = 'größe' und true") } throws: { error in
            (error as? LanguageError)?.picture == """
                  item.name = 'größe' und true
                                      ^^^
                """
        }
    }

    @Test func `a segment cannot ask about items`() {
        var compiler = ConditionCompiler()
        #expect { try compiler.condition("item.stock > 0", namesItems: false) } throws: {
            "\($0)".contains("belongs into \"if\"")
        }
    }

    @Test func `nesting, length and lists have an end`() {
        let deep = String(repeating: "(", count: 3000) + "true" + String(repeating: ")", count: 900)
        let long = Array(repeating: "true", count: 600).joined(separator: " or ")
        let list = "item.id in [" + Array(repeating: "1", count: 1100).joined(separator: ",") + "]"
        let nots = String(repeating: "not ", count: 900) + "true"
        let huge = "item.title = '" + String(repeating: "x", count: 5000) + "'"
        for text in [deep, long, list, nots, huge] {
            #expect(throws: LanguageError.self) { try Parser.expression(of: text) }
        }
    }

    @Test(arguments: 1...40 as ClosedRange<UInt64>)
    func `a tree written down and read again is the same`(seed: UInt64) throws {
        var random = RandomConditions(seed: seed)
        for _ in 0..<100 {
            let tree = random.tree(depth: 5)
            let text = tree.description
            guard text.utf8.count <= Lexer.maximumBytes else { continue }
            #expect(try Parser.expression(of: text) == tree, "\(text)")
        }
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func `random bytes, and conditions with random faults, give a tree or an error`(seed: UInt64) {
        var random = RandomConditions(seed: seed)
        for _ in 0..<400 {
            let text = random.damagedText()
            do {
                let tree = try Parser.expression(of: text)
                #expect(try Parser.expression(of: tree.description) == tree)
            } catch {
                #expect(error.span.upperBound <= text.utf8.count + 1 && error.column >= 1)
                #expect(!error.picture.isEmpty)
            }
        }
    }
}
