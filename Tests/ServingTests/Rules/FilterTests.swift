import Domain
import Models
import State
import Testing

@testable import Serving

@Suite struct FilterTests {
    /// Boot 40, sock 10, hat 20 and tent without a price; the boot is Acme's.
    private static func state(_ further: [LogEntry] = []) -> LiveState {
        func item(_ name: String, _ price: Double?, brand: String? = nil) -> LogEntry {
            var item = Shop.item(name, brand: brand)
            item.price = price
            return .item(item)
        }
        return Shop.state(
            [item("boot", 40, brand: "Acme"), item("sock", 10), item("hat", 20), item("tent", nil)] + further)
    }

    private static func request(_ filter: String, _ placement: Placement = .popular, user: String? = nil) throws
        -> RecommendationRequest
    {
        var request = Shop.request(placement, user: user)
        request.filter = filter
        return try RequestChecks.check(request, Shop.release())
    }

    @Test(arguments: [
        ("item.price < 30", ["hat", "sock"]), ("item.price < 30 or item.price is missing", ["hat", "tent", "sock"]),
        ("item.brand = 'acme'", ["boot"]), ("item.price > request.limit", ["boot", "hat"]),
        ("true", ["boot", "hat", "tent", "sock"]),
        ("item.id in ['tent', 'nothing']", ["tent"]), ("false", []),
    ])
    func `only items for which it certainly holds are in the list`(filter: String, items: [String]) throws {
        #expect(decide(try Self.request(filter), Shop.release(), Self.state()).items == items)
        #expect(Set(decide(try Self.request(filter), nil, Self.state()).items) == Set(items))
    }

    @Test func `what it held back is counted, and it is asked of every source`() throws {
        let state = Self.state([Shop.event("ann", "hat")])
        let decision = decide(try Self.request("item.price = 10", .home, user: "ann"), Shop.release(), state)
        #expect(decision.items == ["sock"])
        #expect(decision.removed["filter"] == 2)
    }

    @Test func `what a search found is filtered too, and what a rule pins`() throws {
        var request = Shop.request(.search)
        (request.filter, request.items) = ("item.price < 30", ["tent", "boot", "sock", "hat"])
        #expect(decide(request, Shop.release(), Self.state()).items == ["sock", "hat"])
        var pin = Rule("pin", .pin)
        (pin.items, pin.position) = (["boot"], 1)
        var settings = ServingSettings()
        settings.rules = [pin]
        let pinned = decide(try Self.request("item.price < 30"), Shop.release(settings: settings), Self.state())
        #expect(pinned.items == ["hat", "sock"])
    }

    @Test func `a change of the catalogue is seen by the next list`() throws {
        let (release, request) = (Shop.release(), try Self.request("item.price < 30"))
        var state = Self.state()
        #expect(decide(request, release, state).items == ["hat", "sock"])
        var cheap = Shop.item("boot")
        cheap.price = 5
        state.apply(LogRecord(sequence: 1000, entry: .item(cheap)))
        #expect(decide(request, release, state).items == ["boot", "hat", "sock"])
    }

    @Test func `the pages of a list obey it, and a page that is asked for without it is of another list`() throws {
        var request = try Self.request("item.price is known")
        (request.limit, request.cursor) = (2, ListCursor(startOf: request))
        let first = decide(request, Shop.release(), Self.state())
        #expect(first.items == ["boot", "hat"])
        request.cursor = first.nextCursor
        #expect(decide(try request.validated(), Shop.release(), Self.state()).items == ["sock"])
        request.filter = nil
        #expect { try request.validated() } throws: { ($0 as? FieldError)?.field == "cursor" }
    }

    @Test(arguments: [
        ("item.price <", "column 13"), ("item.price < 5 adn true", "column 16"), ("request.colour = 1", "column 1"),
        ("3", "column 1"), ("item.", "column"),
    ])
    func `what cannot be read is refused with its column`(filter: String, column: String) {
        #expect { try Self.request(filter) } throws: {
            guard let error = $0 as? FieldError else { return false }
            return error.field == "filter" && error.problem.contains(column)
        }
    }

    @Test func `the filters of the last requests are kept ready, and no more`() throws {
        let memo = FilterMemo()
        let first = try memo.filter("item.price < 0")
        for number in 1..<FilterMemo.capacity { _ = try memo.filter("item.price < \(number)") }
        #expect(try memo.filter("item.price < 0") === first)
        for number in 100..<(100 + FilterMemo.capacity) { _ = try memo.filter("item.price < \(number)") }
        #expect(try memo.filter("item.price < 0") !== first)
    }
}
