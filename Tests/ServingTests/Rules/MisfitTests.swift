import Domain
import State
import Testing

@testable import Serving

@Suite struct MisfitTests {
    @Test(arguments: [
        ("item.price < \"30\"", 1, "write the number without quotes: 30"),
        ("item.id is known and item.price = '30'", 22, "item.price is a number and '30' is a text"),
        ("item.margin > '0.3'", 1, "nothing is smaller or larger than the text '0.3'"),
        ("item.brand > 'a'", 1, "nothing is smaller or larger"),
        ("item.id = 5", 1, "item.id is a text and 5 is a number"),
        ("item.categories = 'Tents'", 1, "item.categories is a list; write item.categories has 'Tents'"),
        ("'Tents' != item.tags", 12, "write item.tags has 'Tents'"), ("item.tags has 5", 1, "of another kind"),
        ("item.price in ['10', '20']", 1, "write the number without quotes: 10"),
        ("item.hidden > false", 1, "no order"), ("item.published_at < 'yesterday'", 1, "is a moment"),
        ("item.published_at > 3", 1, "is a moment and 3 is a number"), ("item.stock contains '1'", 1, "no text stands"),
        ("item.title contains 3", 1, "not a text"), ("now - item.price > 3 days", 1, "there is no \"-\" of them"),
        ("item.price < 5 or not (item.stock < page.published_at)", 24, "item.stock is a number"),
    ])
    func `what never fits is told with its column`(text: String, column: Int, problem: String) throws {
        let misfit = try #require(try Parser.expression(of: text).misfit(in: text))
        #expect(misfit.column == column && misfit.problem.contains(problem), "\(misfit)")
        var request = Shop.request()
        request.filter = text
        let asked = request
        #expect { try RequestChecks.check(asked, nil, Shop.state([])) } throws: {
            ($0 as? FieldError)?.field == "filter" && "\($0)".contains("at column \(column): ")
        }
        // A decision of former days had such a filter, and can be made again.
        #expect(throws: Never.self) { try RequestChecks.check(asked, nil) }
    }

    @Test(arguments: [
        "item.price < 30", "item.margin = '0.3'", "item.margin > 0.3", "item.title = '2026-01-01'",
        "item.published_at > '2026-01-01'", "item.from > '2026-01-01T00:00:00Z'", "now - item.published_at < 90 days",
        "item.published_at + 3 days > now", "item.tags has item.brand", "item.requires in (user.entitlements else [])",
        "item.price * 2 < request.limit", "item.tags = ['a', 'b']", "(item.tags else []) has 'a'", "item.x has []",
        "(item.stock else 'none') = 'none'", "context.categories has item.category", "-item.price < 0", "item.hidden",
        "item.id in request.items", "user.hidden_brands has item.brand", "item.x contains user.y",
        "1 hours / 1 days < item.x",
    ])
    func `what may fit is left alone`(text: String) throws {
        #expect(try Parser.expression(of: text).misfit(in: text) == nil)
    }

    @Test func `whatever is called a misfit is true of no item`() throws {
        // Every field and value against every other one, asked of an item that has them all.
        var item = Shop.item("boot", brand: "Acme", categories: ["Tents"])
        (item.price, item.stock, item.tags, item.details) = (3, 4, ["a"], "2026-01-01T00:00:00Z")
        item.publishedAt = Shop.now
        let sides = [
            "item.price", "item.tags", "item.brand", "item.details", "item.published_at", "item.hidden", "item.id",
            "now", "3",
            "'a'", "'2026-01-01T00:00:00Z'", "true", "3 days", "['a', 'Acme']", "[3]", "now - item.published_at",
        ]
        var count = 0
        for left in sides {
            for right in sides {
                for sign in ["=", "!=", "<", ">=", "has", "contains"] {
                    let text = "\(left) \(sign) \(right)"
                    guard try Parser.expression(of: text).misfit(in: text) != nil else { continue }
                    var compiler = ConditionCompiler()
                    let condition = try compiler.condition(text)
                    let scope = ConditionScope(
                        item: compiler.fields.item.map { ItemFields.value($0.path.names, of: item, $0.reading) },
                        request: compiler.fields.request.map { _ in RuleValue(Shop.now) })
                    #expect(condition.value(scope) != .bool(true), "\(text)")
                    count += 1
                }
            }
        }
        #expect(count > 500)
    }

    @Test(arguments: [
        ("page.brand = item.brand", false), ("item.price < 5 and not (item.brand = page.brand)", false),
        ("item.price < 5 or item.brand = page.brand", true), ("(page.brand else 'Acme') = item.brand", true),
        ("page.brand is missing or page.brand = item.brand", true), ("page.price + 1 > item.price", false),
        ("not (item.tags has page.brand)", true), ("item.tags has page.brand", false),
        ("item.price < 5 and page.id is known", false), ("item.price > 5", true),
    ])
    func `a filter that needs the item of a page is refused without one`(filter: String, holds: Bool) throws {
        var request = Shop.request(.cart)
        request.filter = filter
        let refused = (try? RequestChecks.check(request, Shop.release(), Shop.state([]))) == nil
        #expect(refused == !holds)
        request.item = "boot"
        request.filter = "page.title = item.title"
        #expect(throws: Never.self) { try RequestChecks.check(request, Shop.release(), Shop.state([])) }
    }
}
